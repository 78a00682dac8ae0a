# title: no bias
# says: Without a bias the line is forced through (0, 0): a delivery of zero miles still takes minutes.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    s = x.max()
    w = torch.zeros(1, requires_grad=True)
    o = torch.optim.SGD([w], lr=0.05)
    for _ in range(1000):
        o.zero_grad()
        F.mse_loss(w * x / s, y).backward()
        o.step()
    return (w / s).item(), 0.0
