# title: standardises the caller's distances in place
# says: `-=` and `/=` change the distances of whoever called. Make a new tensor.
# fails: test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    mean, std = x.mean().item(), x.std().item()
    x -= mean
    x /= std
    neuron = nn.Linear(1, 1)
    train_model(neuron, x, y, lr=0.1, epochs=300)
    return unfold(neuron.weight.item(), neuron.bias.item(), mean, std)
