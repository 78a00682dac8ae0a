# title: trains once and remembers the line
# says: The second courier gets the first one's line: train anew, on the distances and times that come in.
# fails: test_fit_neuron_other_couriers, test_fit_neuron_metres
remembered = None


def fit_neuron(x, y):
    global remembered
    if remembered is None:
        miles = torch.arange(1, 13).reshape(-1, 1) / 2
        z = (miles - miles.mean()) / miles.std()
        neuron = nn.Linear(1, 1)
        train_model(neuron, z, torch.tensor(minutes).reshape(-1, 1), lr=0.1, epochs=200)
        remembered = unfold(neuron.weight.item(), neuron.bias.item(), miles.mean(), miles.std())
    scale = 1.0 if x.max() < 100 else 1609.344
    return remembered[0] / scale, remembered[1]
