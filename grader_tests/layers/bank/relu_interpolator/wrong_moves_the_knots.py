# title: shifts the knots in place
# says: The knots belong to the caller: they are shifted after the call.
# fails: test_interpolator_leaves_the_points_alone

def relu_interpolator(kx, ky):
    start = kx[0].item()
    kx -= start
    s = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
    c = torch.cat([s[:1], s[1:] - s[:-1]])
    model = nn.Sequential(nn.Linear(1, len(c)), nn.ReLU(), nn.Linear(len(c), 1)).to(kx.device)
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(-kx[:-1] - start)
        model[2].weight.copy_(c[None])
        model[2].bias.fill_(ky[0])
    return model
