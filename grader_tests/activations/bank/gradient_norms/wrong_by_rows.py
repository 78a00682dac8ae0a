# title: the sum divided by the rows
# says: The mean is taken over all numbers: rows times outputs.
# fails: test_gradient_norms_of_deeper_networks
def gradient_norms(model, x, y):
    model.zero_grad()
    (((model(x) - y) ** 2).sum() / len(x)).backward()
    return [m.weight.grad.norm().item() for m in model if isinstance(m, nn.Linear)]
