# title: torch.autograd.grad and an update of its own
def train_model(model, x, y, lr, epochs):
    parameters = list(model.parameters())
    losses = []
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        slopes = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, slope in zip(parameters, slopes):
                parameter.sub_(lr * slope)
        losses.append(float(loss))
    return losses
