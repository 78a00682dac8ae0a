# title: trains on the notebook's times instead of those that come in
# says: The second courier gets the first one's line: train anew, on the distances and times that come in.
# fails: test_fit_neuron_other_couriers, test_fit_neuron_metres
minutes_of_the_notebook = y.clone()


def fit_neuron(x, y):
    z = (x - x.mean()) / x.std()
    neuron = nn.Linear(1, 1)
    train_model(neuron, z, minutes_of_the_notebook, lr=0.1, epochs=200)
    return unfold(neuron.weight.item(), neuron.bias.item(), x.mean().item(), x.std().item())
