# title: gives the model a fresh start first
# says: Go on from where the model is: a fresh start throws away what it had learned.
# fails: test_train_model_on_device, test_train_model_ignores_old_gradients, test_train_model_no_epochs, test_train_model_reaches_the_best_line
def train_model(model, x, y, lr, epochs):
    for m in model.modules():
        if hasattr(m, "reset_parameters"):
            m.reset_parameters()
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses
