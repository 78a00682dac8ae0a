# title: a flat target in the loss
# says: (12, 1) against (12,) becomes 12 x 12; the line ends flat, at the average time.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    z = (x - x.mean()) / x.std()
    neuron = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(neuron.parameters(), lr=0.1)
    for _ in range(300):
        optimizer.zero_grad()
        loss = ((neuron(z) - y.squeeze()) ** 2).mean()
        loss.backward()
        optimizer.step()
    return unfold(neuron.weight.item(), neuron.bias.item(), x.mean().item(), x.std().item())
