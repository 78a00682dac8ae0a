# title: knows three points only
# says: There may be two points, or many: go through all pieces.
# fails: test_interpolator_four_points, test_interpolator_uneven_points, test_interpolator_two_points, test_interpolator_numbers_do_the_work

def relu_interpolator(kx, ky):
    net = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1)).to(kx.device)
    s1 = (ky[1] - ky[0]) / (kx[1] - kx[0])
    s2 = (ky[2] - ky[1]) / (kx[2] - kx[1])
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(-kx[:2])
        net[2].weight.copy_(torch.stack([s1, s2 - s1])[None])
        net[2].bias.fill_(ky[0])
    return net
