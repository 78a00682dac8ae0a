# title: the gradients caught by hooks
def gradient_norms(model, x, y):
    layers = [m for m in model if isinstance(m, nn.Linear)]
    caught = {}
    hooks = [m.weight.register_hook(lambda g, i=i: caught.__setitem__(i, g.square().sum().sqrt().item())) for i, m in enumerate(layers)]
    try:
        torch.mean(torch.square(model(x) - y)).backward()
    finally:
        for h in hooks:
            h.remove()
        model.zero_grad()
    return [caught[i] for i in range(len(layers))]
