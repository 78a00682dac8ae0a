# title: unfinished training: lr 0.01, 200 epochs, raw miles
# says: Still on the way: your line is on average half a minute off the best one. More epochs, or standardise x.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    m = nn.Linear(1, 1)
    train_model(m, x, y, 0.01, 200)
    return m.weight.item(), m.bias.item()
