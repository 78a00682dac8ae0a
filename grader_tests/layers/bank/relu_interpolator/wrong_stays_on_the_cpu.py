# title: the network is left on the CPU
# says: A new layer is born on the CPU. Move the network to where the points live.
# fails: test_interpolator_on_device

def relu_interpolator(kx, ky):
    slopes = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
    n = len(slopes)
    model = nn.Sequential(nn.Linear(1, n), nn.ReLU(), nn.Linear(n, 1))
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(-kx[:-1])
        model[2].weight.copy_(torch.cat([slopes[:1], slopes[1:] - slopes[:-1]])[None])
        model[2].bias.copy_(ky[:1])
    return model
