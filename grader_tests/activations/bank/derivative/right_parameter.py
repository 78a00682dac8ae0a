# title: a parameter as the watched copy

def derivative(f, x):
    own = nn.Parameter(x.detach().clone())
    f(own).sum().backward()
    return own.grad
