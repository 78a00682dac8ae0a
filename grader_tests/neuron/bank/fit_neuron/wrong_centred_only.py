# title: subtracts the mean but keeps the scale
# says: In metres the steps explode: standardise with the mean and the deviation of the distances that come in.
# fails: test_fit_neuron_metres
def fit_neuron(x, y):
    mean = x.mean()
    neuron = nn.Linear(1, 1)
    train_model(neuron, x - mean, y, lr=0.1, epochs=500)
    w, b = neuron.weight.item(), neuron.bias.item()
    return w, b - w * mean.item()
