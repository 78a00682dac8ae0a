# title: hinges that open to the left, from the last knot

def relu_interpolator(kx, ky):
    slopes = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
    n = len(slopes)
    model = nn.Sequential(nn.Linear(1, n), nn.ReLU(), nn.Linear(n, 1)).to(kx.device)
    back = -slopes.flip(0)
    with torch.no_grad():
        model[0].weight.fill_(-1.0)
        model[0].bias.copy_(kx[1:].flip(0))
        model[2].weight.copy_(torch.cat([back[:1], back[1:] - back[:-1]])[None])
        model[2].bias.fill_(ky[-1])
    return model
