# title: backward twice
# says: Each backward() adds to .grad: go back once.
# fails: test_autograd_gradients_at_zero, test_autograd_gradients_elsewhere
def autograd_gradients(x, y, w, b):
    w = torch.tensor(float(w), requires_grad=True, dtype=x.dtype, device=x.device)
    b = torch.tensor(float(b), requires_grad=True, dtype=x.dtype, device=x.device)
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward(retain_graph=True)
    loss.backward()
    return w.grad, b.grad
