# title: weight and bias in one norm
# says: Only the weight is asked for.
# fails: test_gradient_norms_of_one_neuron, test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    norms = []
    for layer in model:
        if isinstance(layer, nn.Linear):
            both = torch.cat([layer.weight.grad.flatten(), layer.bias.grad])
            norms.append(both.norm().item())
    return norms
