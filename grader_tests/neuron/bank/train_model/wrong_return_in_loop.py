# title: one epoch only (return inside the loop)
# says: `return` is indented into the loop, so it stops after the first epoch.
# fails: test_train_model_losses_fall, test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_reports_the_squared_error, test_train_model_three_inputs, test_train_model_no_epochs, test_train_model_on_device, test_train_model_keeps_the_parameters
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        return losses
