# title: watched numbers that live on between calls
# says: backward() adds to .grad. Make the watched numbers inside the function, anew in each call.
# fails: test_autograd_gradients_at_zero, test_autograd_gradients_elsewhere
weight = torch.zeros((), dtype=torch.float64, requires_grad=True)
bias = torch.zeros((), dtype=torch.float64, requires_grad=True)


def autograd_gradients(x, y, w, b):
    with torch.no_grad():
        weight.fill_(w)
        bias.fill_(b)
    loss = F.mse_loss(weight * x + bias, y.to(torch.float64))
    loss.backward()
    return weight.grad.item(), bias.grad.item()
