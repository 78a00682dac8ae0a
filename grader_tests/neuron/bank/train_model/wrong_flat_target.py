# title: a flat target against a column of predictions
# says: (12, 1) against (12,) becomes 12 x 12: the model learns the average time for every distance.
# fails: test_train_model_reaches_the_best_line, test_train_model_minimises_the_squared_error, test_train_model_reports_the_squared_error, test_train_model_three_inputs
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    y = y.flatten()
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
