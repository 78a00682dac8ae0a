# title: raw distances: right in miles, explodes in metres
# says: In metres the steps explode: standardise with the mean and the deviation of the distances that come in.
# fails: test_fit_neuron_metres
def fit_neuron(x, y):
    neuron = make_neuron()
    train_model(neuron, x, y, lr=0.05, epochs=1000)
    return neuron.weight.item(), neuron.bias.item()
