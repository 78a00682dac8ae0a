# title: converts back with the mean and deviation of the notebook's miles
# says: In metres the steps explode: standardise with the mean and the deviation of the distances that come in.
# fails: test_fit_neuron_metres
def fit_neuron(x, y):
    z = (x - 3.25) / 1.8027756
    neuron = nn.Linear(1, 1)
    train_model(neuron, z, y, lr=0.1, epochs=200)
    return unfold(neuron.weight.item(), neuron.bias.item(), 3.25, 1.8027756)
