# title: momentum lost, steps skipped: the optimizer is made anew with a shrinking rate
# says: Make the optimizer once, before the loop, with the rate that comes in.
# fails: test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    losses = []
    for epoch in range(epochs):
        optimizer = torch.optim.SGD(model.parameters(), lr=lr / (epoch + 1))
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
