# title: only the weight is given to the optimizer
# says: The bias is a parameter too: give the optimizer all of model.parameters().
# fails: test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_ignores_old_gradients, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD([model.weight], lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
