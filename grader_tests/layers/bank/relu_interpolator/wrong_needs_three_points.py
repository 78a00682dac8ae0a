# title: fails with two points
# says: With two points there is one slope and no change of it.
# fails: test_interpolator_two_points

def relu_interpolator(kx, ky):
    n = len(kx) - 1
    model = nn.Sequential(nn.Linear(1, n), nn.ReLU(), nn.Linear(n, 1)).to(kx.device)
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(-kx[:-1])
        before = (ky[1] - ky[0]) / (kx[1] - kx[0])
        model[2].weight[0, 0] = before
        for i in range(1, n + 1 if n == 1 else n):
            slope = (ky[i + 1] - ky[i]) / (kx[i + 1] - kx[i])
            model[2].weight[0, i] = slope - before
            before = slope
        model[2].bias.fill_(ky[0])
    return model
