# title: trains at least once
# says: Zero epochs means that nothing happens at all.
# fails: test_train_model_no_epochs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    while True:
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if len(losses) >= epochs:
            return losses
