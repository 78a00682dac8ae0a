# title: a comparison instead of neurons
# says: A comparison is no neuron: let weights and biases answer.
# fails: test_xor_by_hand_numbers_do_the_work

class Compare(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return (x[:, :1] != x[:, 1:]).float()


def xor_by_hand():
    return Compare()
