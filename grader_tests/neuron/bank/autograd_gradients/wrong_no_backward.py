# title: forgot backward()
# says: Nothing is in .grad before loss.backward() has run.
# fails: test_autograd_gradients_at_zero, test_autograd_gradients_elsewhere
def autograd_gradients(x, y, w, b):
    w = torch.tensor(float(w), requires_grad=True)
    b = torch.tensor(float(b), requires_grad=True)
    loss = ((w * x + b - y) ** 2).mean()
    return w.grad, b.grad
