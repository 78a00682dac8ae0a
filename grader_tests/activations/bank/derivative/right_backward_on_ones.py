# title: backward on a ones vector

def derivative(f, x):
    z = x.clone().detach().requires_grad_(True)
    y = f(z)
    y.backward(torch.ones_like(y))
    return z.grad
