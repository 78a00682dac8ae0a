# title: the network gives lists of floats
# says: A network gives a tensor: `float` and lists cut off what comes after it.
# fails: test_interpolator_four_points, test_interpolator_uneven_points, test_interpolator_two_points, test_interpolator_numbers_do_the_work, test_interpolator_on_device

def relu_interpolator(kx, ky):
    class Hinges(nn.Module):
        def __init__(self):
            super().__init__()
            slopes = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
            self.knots = nn.Parameter(kx[:-1].clone())
            self.changes = nn.Parameter(torch.cat([slopes[:1], slopes[1:] - slopes[:-1]]))
            self.start = nn.Parameter(ky[:1].clone())

        def forward(self, x):
            heights = (torch.relu(x - self.knots) * self.changes).sum(dim=1) + self.start
            return [[float(height)] for height in heights]

    return Hinges()
