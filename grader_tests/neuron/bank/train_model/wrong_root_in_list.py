# title: reports the root of the error
# says: The list holds mean squared errors; the root is another measure.
# fails: test_train_model_reports_the_squared_error
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item() ** 0.5)
    return losses
