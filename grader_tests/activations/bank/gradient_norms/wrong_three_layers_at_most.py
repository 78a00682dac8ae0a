# title: looks at three fixed places
# says: A model may have more layers than three: go through all of them.
# fails: test_gradient_norms_of_deeper_networks

def gradient_norms(model, x, y):
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    places = [i for i in (0, 2, 4) if i < len(model)]
    return [model[i].weight.grad.norm().item() for i in places]
