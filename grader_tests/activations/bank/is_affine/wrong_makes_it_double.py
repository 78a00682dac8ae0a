# title: turns the network that is asked about into float64
# says: Whoever is asked stays as it was: the caller's network is in float64 now.
# fails: test_is_affine_straight_ones

def is_affine(f, n_in):
    if isinstance(f, nn.Module):
        f.double()
    a, b = 6 * torch.rand(80, n_in).double() - 3, 6 * torch.rand(80, n_in).double() - 3
    gap = f((a + b) / 2) - (f(a) + f(b)) / 2
    return bool(gap.abs().max() < 1e-6)
