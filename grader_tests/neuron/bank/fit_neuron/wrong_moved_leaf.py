# title: watches a tensor and then moves it
# says: On a card .to(device) makes a new tensor that is no leaf: make it there to begin with.
# fails: test_fit_neuron_beside_a_card

def fit_neuron(x, y):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    x, y = x.double().to(device), y.double().to(device)
    mean, std = x.mean(), x.std()
    theta = torch.zeros(2, dtype=torch.float64, requires_grad=True).to(device)
    optimizer = torch.optim.SGD([theta], lr=0.1)
    for _ in range(200):
        optimizer.zero_grad()
        F.mse_loss(theta[0] * (x - mean) / std + theta[1], y).backward()
        optimizer.step()
    w = (theta[0] / std).item()
    return w, theta[1].item() - w * mean.item()
