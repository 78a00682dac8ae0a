# title: no zero_grad
# says: Call optimizer.zero_grad() in every epoch: gradients add up otherwise and the loss swings instead of falling.
# fails: test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_ignores_old_gradients, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
