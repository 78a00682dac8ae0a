# title: watches the distances for a while
# says: The distances are no longer watched, but their slope still lies in x.grad. Leave them out from the start.
# fails: test_autograd_gradients_leaves_the_data_alone
def autograd_gradients(x, y, w, b):
    x.requires_grad_(True)
    w = torch.tensor(float(w), requires_grad=True, device=x.device)
    b = torch.tensor(float(b), requires_grad=True, device=x.device)
    ((w * x + b - y) ** 2).mean().backward()
    x.requires_grad_(False)
    return w.grad, b.grad
