# title: the largest entry instead of the norm
# says: The norm is the root of the sum of all squares.
# fails: test_gradient_norms_of_deeper_networks, test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [l.weight.grad.abs().max().item() for l in model if isinstance(l, nn.Linear)]
