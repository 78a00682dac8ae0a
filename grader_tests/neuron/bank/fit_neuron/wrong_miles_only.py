# title: raw distances: right in miles, explodes in metres
# says: The rate that suits miles is a million times too large for metres. Standardise first.
# fails: test_fit_neuron_metres
def fit_neuron(x, y):
    neuron = make_neuron()
    train_model(neuron, x, y, lr=0.05, epochs=1000)
    return neuron.weight.item(), neuron.bias.item()
