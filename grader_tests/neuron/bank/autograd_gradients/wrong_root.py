# title: slopes of the root
# says: The error is the mean of the squares itself; you went back from its root.
# fails: test_autograd_gradients_at_zero, test_autograd_gradients_elsewhere
def autograd_gradients(x, y, w, b):
    w = torch.tensor(float(w), requires_grad=True, device=x.device)
    b = torch.tensor(float(b), requires_grad=True, device=x.device)
    ((w * x + b - y) ** 2).mean().sqrt().backward()
    return w.grad, b.grad
