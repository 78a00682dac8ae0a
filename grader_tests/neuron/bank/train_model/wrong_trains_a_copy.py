# title: trains a copy of the model
# says: A copy learns, and the model that was passed in stays as it was. Train the original.
# fails: test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_ignores_old_gradients, test_train_model_three_inputs
import copy


def train_model(model, x, y, lr, epochs):
    trained = copy.deepcopy(model)
    optimizer = torch.optim.Adam(trained.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(trained(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
