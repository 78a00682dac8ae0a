# title: every second layer
# says: Layers need not alternate: ask each part what it is.
# fails: test_gradient_norms_of_deeper_networks
def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [model[i].weight.grad.norm().item() for i in range(0, len(model), 2)]
