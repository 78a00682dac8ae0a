# title: notes the last batch only
# says: The loss of an epoch is the mean over all its batches, not that of the last.
# fails: test_train_model_reports_the_squared_error
def train_model(model, x, y, lr, epochs):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        for i in range(0, len(x), 4):
            loss = F.mse_loss(model(x[i : i + 4]), y[i : i + 4])
            opt.zero_grad()
            loss.backward()
            opt.step()
        losses.append(loss.item())
    return losses
