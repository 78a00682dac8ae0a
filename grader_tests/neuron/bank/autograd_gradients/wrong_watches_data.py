# title: watches the data as well
# says: requires_grad_() on x changes the caller's tensor. Only w and b shall be watched.
# fails: test_autograd_gradients_leaves_the_data_alone
def autograd_gradients(x, y, w, b):
    w = torch.tensor(float(w), requires_grad=True)
    b = torch.tensor(float(b), requires_grad=True)
    x.requires_grad_()
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    return w.grad.item(), b.grad.item()
