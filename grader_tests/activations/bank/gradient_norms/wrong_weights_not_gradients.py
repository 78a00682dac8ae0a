# title: norm of the weights, not of the gradients
# says: That is the size of the weights; ask weight.grad.
# fails: test_gradient_norms_of_one_neuron, test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    F.mse_loss(model(x), y).backward()
    return [l.weight.norm().item() for l in model.modules() if isinstance(l, nn.Linear)]
