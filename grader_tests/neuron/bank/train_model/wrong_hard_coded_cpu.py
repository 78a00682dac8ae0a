# title: brings everything to the CPU
# says: The model was on the card when it came: train it there, and leave it there.
# fails: test_train_model_on_device

def train_model(model, x, y, lr, epochs):
    model.to("cpu")
    x, y = x.to("cpu"), y.to("cpu")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
