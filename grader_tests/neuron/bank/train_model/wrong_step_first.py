# title: step before backward
# says: step() came before backward(), so it always steps with empty gradients.
# fails: test_train_model_losses_fall, test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_ignores_old_gradients, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        optimizer.step()
        loss.backward()
        losses.append(loss.item())
    return losses
