# title: by autograd: the slopes are the same everywhere

def is_affine(f, n_in):
    points = 2 * torch.randn(100, n_in)
    slopes = torch.stack(
        [torch.autograd.functional.jacobian(f, p.reshape(1, n_in)) for p in points]
    )
    return bool((slopes - slopes[0]).abs().max() < 1e-3)
