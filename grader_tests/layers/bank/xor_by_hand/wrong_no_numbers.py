# title: a formula without any numbers of its own
# says: A network needs weights: where are the numbers that it multiplies with?
# fails: test_xor_by_hand_nine_numbers, test_xor_by_hand_numbers_do_the_work

class Difference(nn.Module):
    def forward(self, x):
        return (x[:, :1] - x[:, 1:]).abs()


def xor_by_hand():
    return Difference()
