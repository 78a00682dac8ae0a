# title: a detached view is enough

def derivative(f, x):
    view = x.detach().requires_grad_()
    return torch.autograd.grad(f(view).sum(), view, create_graph=True)[0].detach()
