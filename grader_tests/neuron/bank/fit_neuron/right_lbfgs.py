# title: LBFGS on centred and scaled distances, in float64
def fit_neuron(x, y):
    x, y = x.double(), y.double()
    low, high = x.min(), x.max()
    theta = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([theta], line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = F.mse_loss(theta[0] * (x - low) / (high - low) + theta[1], y)
        loss.backward()
        return loss

    for _ in range(20):
        optimizer.step(closure)
    w = theta[0] / (high - low)
    return w, theta[1] - w * low
