# title: torch.autograd.grad, which leaves no .grad

def gradient_norms(model, x, y):
    weights = [layer.weight for layer in model.modules() if isinstance(layer, nn.Linear)]
    gradients = torch.autograd.grad(F.mse_loss(model(x), y), weights)
    return [float(g.square().sum() ** 0.5) for g in gradients]
