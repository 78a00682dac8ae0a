# title: absolute error instead of MSE
# says: With the absolute error the steps keep the same size near the goal and never settle; the task asks for MSE.
# fails: test_train_model_minimises_the_squared_error, test_train_model_reports_the_squared_error
def train_model(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.l1_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
