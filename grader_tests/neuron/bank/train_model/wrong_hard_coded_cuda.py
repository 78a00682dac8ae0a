# title: hard-coded cuda
# says: That stops on every computer without an NVIDIA card; x knows where the data live.
# fails: test_train_model_losses_fall, test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_keeps_the_parameters, test_train_model_reports_the_squared_error, test_train_model_ignores_old_gradients, test_train_model_three_inputs, test_train_model_no_epochs, test_train_model_on_device

def train_model(model, x, y, lr, epochs):
    model.to("cuda")
    x, y = x.to("cuda"), y.to("cuda")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
