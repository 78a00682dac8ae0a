# title: copied, but not cut from the graph
# says: clone() stays in the graph of the network; cut it off as well.
# fails: test_first_layer_images_are_a_copy

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    return layer.weight.clone().reshape(-1, side, side)
