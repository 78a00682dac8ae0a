# title: the pictures lie on their side
# says: The pixels came in row by row, so the rows of a picture come first.
# fails: test_first_layer_images_of_a_small_network, test_first_layer_images_row_by_row, test_first_layer_images_any_model

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    return layer.weight.detach().clone().reshape(-1, side, side).transpose(1, 2)
