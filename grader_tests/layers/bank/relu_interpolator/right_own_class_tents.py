# title: own class, a tent of three ReLUs for each knot

class Tents(nn.Module):
    def __init__(self, kx, ky):
        super().__init__()
        gap = kx[1:] - kx[:-1]
        ends = torch.cat([kx[:1] - 1, kx, kx[-1:] + 1])
        up = torch.cat([kx.new_ones(1), 1 / gap])
        down = torch.cat([1 / gap, kx.new_ones(1)])
        self.at = nn.Parameter(torch.stack([ends[:-2], ends[1:-1], ends[2:]]))
        self.slope = nn.Parameter(torch.stack([up, -up - down, down]))
        self.height = nn.Parameter(ky.clone())

    def forward(self, x):
        hinge = self.slope * torch.relu(x[:, :, None] - self.at)  # (M, 3, K)
        return (hinge.sum(1) @ self.height)[:, None]


def relu_interpolator(kx, ky):
    return Tents(kx, ky)
