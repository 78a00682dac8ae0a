# title: one step of Newton's method
def fit_neuron(x, y):
    loss = lambda t: (t[0] * x.double() + t[1] - y.double()).square().mean()
    theta = torch.zeros(2, dtype=torch.float64, device=x.device)
    theta = theta - torch.linalg.solve(torch.func.hessian(loss)(theta), torch.func.grad(loss)(theta))
    return tuple(theta.tolist())
