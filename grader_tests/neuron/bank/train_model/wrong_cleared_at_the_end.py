# title: zero_grad only at the end of each round
# says: The first step still uses whatever was in .grad before the training. Clear before backward().
# fails: test_train_model_ignores_old_gradients
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return losses
