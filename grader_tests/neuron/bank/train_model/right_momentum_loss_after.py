# title: momentum, loss noted after the step
def train_model(model, x, y, lr, epochs):
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.8)
    losses = []
    for _ in range(epochs):
        model.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses
