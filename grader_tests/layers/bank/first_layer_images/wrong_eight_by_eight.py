# title: always 8 by 8
# says: The size of the pictures is an argument.
# fails: test_first_layer_images_of_a_small_network, test_first_layer_images_any_model, test_first_layer_images_are_a_copy

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    return layer.weight.detach().clone().reshape(-1, 8, 8)
