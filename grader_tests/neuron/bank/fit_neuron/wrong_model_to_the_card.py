# title: moves the model to the card and leaves the data behind
# says: The model went to the card, the data did not: move both, or neither.
# fails: test_fit_neuron_beside_a_card

def fit_neuron(x, y):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    mean, std = x.mean(), x.std()
    z = (x - mean) / std
    neuron = nn.Linear(1, 1, dtype=x.dtype).to(device)
    optimizer = torch.optim.SGD(neuron.parameters(), lr=0.1)
    for _ in range(200):
        optimizer.zero_grad()
        F.mse_loss(neuron(z), y).backward()
        optimizer.step()
    w = neuron.weight.item() / std.item()
    return w, neuron.bias.item() - w * mean.item()
