# title: clears only after reading
# says: Call model.zero_grad() first: what an earlier backward() left in .grad is still counted.
# fails: test_gradient_norms_measure_and_change_nothing

def gradient_norms(model, x, y):
    F.mse_loss(model(x), y).backward()
    norms = [l.weight.grad.norm().item() for l in model if isinstance(l, nn.Linear)]
    model.zero_grad()
    return norms
