# title: the formula of exercise 4 once more
# says: The numbers are right, but autograd has found none of them: let PyTorch differentiate.
# fails: test_autograd_gradients_by_autograd

def autograd_gradients(x, y, w, b):
    torch.set_grad_enabled(False)
    off = w * x + b - y
    slopes = 2 * (off * x).mean(), 2 * off.mean()
    torch.set_grad_enabled(True)
    return slopes
