# title: keeps the loss tensors in the list
# says: A loss tensor keeps the whole calculation of its epoch alive; .item() makes a number of it.
# fails: test_train_model_losses_fall, test_train_model_reports_the_squared_error
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return losses
