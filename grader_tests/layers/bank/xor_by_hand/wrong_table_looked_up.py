# title: a table of four answers
# says: Looking up in a table is no weighing: let neurons decide.
# fails: test_xor_by_hand_numbers_do_the_work

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Parameter(torch.tensor([[0.0], [1.0], [1.0], [0.0]]))

    def forward(self, x):
        return self.table[(2 * x[:, 0] + x[:, 1]).long()]


def xor_by_hand():
    return _Net()
