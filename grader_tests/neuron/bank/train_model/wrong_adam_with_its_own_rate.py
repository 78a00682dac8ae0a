# title: lr is not used
# says: Use the learning rate that comes in, also with Adam.
# fails: test_train_model_reaches_the_best_line
def train_model(model, x, y, lr, epochs):
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses
