# title: optimizer built over another model
# says: Your optimizer holds the parameters of a different model object.
# fails: test_train_model_losses_fall, test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_ignores_old_gradients, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    neuron = nn.Linear(x.shape[1], 1)
    optimizer = torch.optim.SGD(neuron.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
