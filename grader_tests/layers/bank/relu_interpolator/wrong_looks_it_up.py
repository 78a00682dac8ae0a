# title: looks the pieces up instead of computing them
# says: This is a table with a rule around it, not a network.
# fails: test_interpolator_numbers_do_the_work

class Lookup(nn.Module):
    def __init__(self, kx, ky):
        super().__init__()
        self.kx, self.ky = kx.clone(), ky.clone()
        self.unused = nn.Linear(1, 1)

    def forward(self, x):
        i = torch.searchsorted(self.kx, x.contiguous()).clamp(1, len(self.kx) - 1)
        t = (x - self.kx[i - 1]) / (self.kx[i] - self.kx[i - 1])
        return (1 - t) * self.ky[i - 1] + t * self.ky[i]


def relu_interpolator(kx, ky):
    return Lookup(kx, ky).to(kx.device)
