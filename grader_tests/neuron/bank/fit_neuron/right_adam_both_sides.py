# title: Adam with times standardised too
def fit_neuron(x, y):
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    neuron = make_neuron(0.0, 0.0)
    train_model(neuron, (x - mx) / sx, (y - my) / sy, lr=0.05, epochs=500)
    w = neuron.weight.item() * sy / sx
    return w.item(), (my + sy * neuron.bias.item() - w * mx).item()
