# title: standardised but parameters not converted back
# says: These weights belong to standardised distances; convert them back to miles.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    z = (x - x.mean()) / x.std()
    m = nn.Linear(1, 1)
    train_model(m, z, y, 0.1, 300)
    return m.weight.item(), m.bias.item()
