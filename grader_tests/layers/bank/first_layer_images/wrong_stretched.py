# title: stretches each picture to 0 ... 1
# says: Keep the weights as they are: their signs say what speaks for and against.
# fails: test_first_layer_images_of_a_small_network, test_first_layer_images_row_by_row, test_first_layer_images_any_model

def first_layer_images(model, side=8):
    layer = next(m for m in model.modules() if isinstance(m, nn.Linear))
    w = layer.weight.detach().clone()
    low, high = w.min(1, keepdim=True).values, w.max(1, keepdim=True).values
    return ((w - low) / (high - low)).reshape(-1, side, side)
