# title: only divides by the maximum, many epochs
def fit_neuron(x, y):
    s = x.max().item()
    m = nn.Linear(1, 1)
    train_model(m, x / s, y, 0.5, 3000)
    return m.weight.item() / s, m.bias.item()
