# title: takes a step besides
# says: This is a measurement: the weights must not move.
# fails: test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    optimizer.zero_grad()
    F.mse_loss(model(x), y).backward()
    norms = [l.weight.grad.norm().item() for l in model if isinstance(l, nn.Linear)]
    optimizer.step()
    return norms
