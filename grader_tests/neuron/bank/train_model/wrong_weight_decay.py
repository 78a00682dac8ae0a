# title: weight decay besides the error
# says: Weight decay pulls the bias towards zero; asked for is the smallest error, and nothing else.
# fails: test_train_model_reaches_the_best_line
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, weight_decay=0.01)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
