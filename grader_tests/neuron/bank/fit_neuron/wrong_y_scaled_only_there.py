# title: the times are standardised and not converted back
# says: Times that were standardised have to be converted back as well, the weight with their spread.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    mean, std = x.mean(), x.std()
    z, t = (x - mean) / std, (y - y.mean()) / y.std()
    n = nn.Linear(1, 1).to(x)
    opt = torch.optim.Adam(n.parameters(), lr=0.05)
    for _ in range(800):
        opt.zero_grad()
        F.mse_loss(n(z), t).backward()
        opt.step()
    w = n.weight.item() / std.item()
    return w, n.bias.item() + y.mean().item() - w * mean.item()
