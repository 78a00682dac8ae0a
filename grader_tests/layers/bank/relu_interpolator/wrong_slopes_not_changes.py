# title: slopes instead of changes of slope
# says: Each hinge adds to what the hinges before it already do: use the change of the slope.
# fails: test_interpolator_four_points, test_interpolator_uneven_points, test_interpolator_numbers_do_the_work, test_interpolator_on_device

def relu_interpolator(kx, ky):
    slopes = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
    model = nn.Sequential(nn.Linear(1, len(slopes)), nn.ReLU(), nn.Linear(len(slopes), 1))
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(-kx[:-1])
        model[2].weight.copy_(slopes[None])
        model[2].bias.fill_(ky[0])
    return model
