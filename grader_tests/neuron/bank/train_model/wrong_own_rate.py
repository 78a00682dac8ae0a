# title: a learning rate of its own
# says: Use the learning rate that comes in; this one is far too small to arrive.
# fails: test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
