# title: one step of training only
# says: One step goes a little way; training repeats it until nothing changes any more.
# fails: test_fit_slope_learns
def fit_slope(x, y):
    w = torch.zeros((), requires_grad=True)
    ((w * x - y) ** 2).mean().backward()
    return -0.1 * w.grad.item()
