# title: goes back from the sum of the squared errors
# says: The loss is the mean of the squared errors.
# fails: test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    model.zero_grad()
    ((model(x) - y) ** 2).sum().backward()
    return [l.weight.grad.norm().item() for l in model if isinstance(l, nn.Linear)]
