# title: the targets are copied to the CPU
# says: torch.tensor(y.tolist()) is a new tensor on the CPU; the predictions are on the card.
# fails: test_train_model_on_device

def train_model(model, x, y, lr, epochs):
    targets = torch.tensor(y.tolist(), dtype=y.dtype)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
