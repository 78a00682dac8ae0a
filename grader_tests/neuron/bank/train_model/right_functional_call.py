# title: functional_call, copied back at the end
def train_model(model, x, y, lr, epochs):
    params = {k: p.detach().clone() for k, p in model.named_parameters()}

    def error(params):
        return F.mse_loss(torch.func.functional_call(model, params, (x,)), y)

    losses = []
    for _ in range(epochs):
        slopes, loss = torch.func.grad_and_value(error)(params)
        params = {k: p - lr * slopes[k] for k, p in params.items()}
        losses.append(loss.item())
    with torch.no_grad():
        for k, p in model.named_parameters():
            p.copy_(params[k])
    return losses
