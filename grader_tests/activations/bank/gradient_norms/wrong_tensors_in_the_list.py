# title: tensors instead of floats
# says: Plain floats are asked for: .item().
# fails: test_gradient_norms_of_one_neuron, test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [l.weight.grad.norm() for l in model if isinstance(l, nn.Linear)]
