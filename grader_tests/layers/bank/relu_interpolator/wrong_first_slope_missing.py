# title: the first piece is flat
# says: The first hinge starts from slope 0, so its change is the first slope itself.
# fails: test_interpolator_four_points, test_interpolator_uneven_points, test_interpolator_two_points, test_interpolator_numbers_do_the_work, test_interpolator_on_device

def relu_interpolator(kx, ky):
    s = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
    c = torch.cat([torch.zeros(1), s[1:] - s[:-1]])
    model = nn.Sequential(nn.Linear(1, len(c)), nn.ReLU(), nn.Linear(len(c), 1))
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(-kx[:-1])
        model[2].weight.copy_(c[None])
        model[2].bias.fill_(ky[0])
    return model
