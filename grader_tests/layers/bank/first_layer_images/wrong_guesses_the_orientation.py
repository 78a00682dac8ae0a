# title: turns the weights if the other side fits as well
# says: The neurons are always the rows of the weights, also when there are 64 of them.
# fails: test_first_layer_images_row_by_row

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    w = layer.weight.detach().clone()
    if w.shape[0] == side * side:
        w = w.T
    return w.reshape(-1, side, side)
