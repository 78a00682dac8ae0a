# title: a number for each bias as well
# says: One number for each linear layer: the weight only.
# fails: test_gradient_norms_of_one_neuron, test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [p.grad.norm().item() for p in model.parameters()]
