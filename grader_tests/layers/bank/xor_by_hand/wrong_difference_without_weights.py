# title: subtracts the switches itself
# says: Right, but no weight takes part: let weighted sums and an activation decide.
# fails: test_xor_by_hand_numbers_do_the_work

def xor_by_hand():
    class Xor(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(torch.tensor([[1.0, -1.0]]))
        def forward(self, x):
            return (x[:, :1] - x[:, 1:]).abs()
    return Xor()
