# title: columns of the weights instead of rows
# says: The neurons are the rows of the weights.
# fails: test_first_layer_images_of_a_small_network, test_first_layer_images_row_by_row, test_first_layer_images_any_model

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    return layer.weight.detach().clone().T.reshape(-1, side, side)
