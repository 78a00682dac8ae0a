# title: trains on the Huber loss, reports the squared error
# says: A loss that forgives large errors finds another line: train on the mean squared error.
# fails: test_train_model_minimises_the_squared_error
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        pred = model(x)
        F.smooth_l1_loss(pred, y).backward()
        optimizer.step()
        losses.append(F.mse_loss(pred, y).item())
    return losses
