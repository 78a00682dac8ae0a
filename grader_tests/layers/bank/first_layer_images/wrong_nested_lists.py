# title: returns nested lists
# says: Lists of numbers are no tensor: whoever draws the pictures wants to compute with them.
# fails: test_first_layer_images_of_a_small_network, test_first_layer_images_row_by_row, test_first_layer_images_any_model, test_first_layer_images_are_a_copy, test_first_layer_images_on_device

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    return layer.weight.detach().reshape(-1, side, side).tolist()
