# title: the list begins at the output
# says: The first number belongs to the layer next to the input.
# fails: test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    layers = [l for l in model if isinstance(l, nn.Linear)]
    return [l.weight.grad.norm().item() for l in reversed(layers)]
