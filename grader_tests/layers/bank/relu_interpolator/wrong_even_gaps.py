# title: divides all differences by the same gap
# says: The gaps between the knots are not all the same.
# fails: test_interpolator_uneven_points

def relu_interpolator(kx, ky):
    step = kx[1] - kx[0]
    s = (ky[1:] - ky[:-1]) / step
    c = torch.cat([s[:1], s[1:] - s[:-1]])
    model = nn.Sequential(nn.Linear(1, len(c)), nn.ReLU(), nn.Linear(len(c), 1)).to(kx.device)
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(-kx[:-1])
        model[2].weight.copy_(c[None])
        model[2].bias.fill_(ky[0])
    return model
