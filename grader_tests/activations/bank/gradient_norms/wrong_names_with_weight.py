# title: every parameter whose name ends in weight
# says: An activation may have a weight as well: ask each part whether it is linear.
# fails: test_gradient_norms_of_deeper_networks

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    return [p.grad.norm().item() for n, p in model.named_parameters() if n.endswith("weight")]
