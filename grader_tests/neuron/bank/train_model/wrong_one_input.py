# title: predicts by itself instead of asking the model
# says: A model with three inputs has three weights. Call the model; it knows how to predict.
# fails: test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        pred = model.weight[0, 0] * x[:, :1] + model.bias
        loss = F.mse_loss(pred, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
