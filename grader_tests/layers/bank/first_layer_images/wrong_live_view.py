# title: returns a live view of the weights
# says: detach() still shares memory: changing the picture changes the model. Add .clone().
# fails: test_first_layer_images_are_a_copy

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    return layer.weight.detach().reshape(-1, side, side)
