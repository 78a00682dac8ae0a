# title: last layer instead of first
# says: The pixel patterns sit in the FIRST layer.
# fails: test_first_layer_images_of_a_small_network, test_first_layer_images_row_by_row, test_first_layer_images_any_model, test_first_layer_images_are_a_copy

def first_layer_images(model, side=8):
    layer = [m for m in model.modules() if isinstance(m, nn.Linear)][-1]
    return layer.weight.detach().clone()
