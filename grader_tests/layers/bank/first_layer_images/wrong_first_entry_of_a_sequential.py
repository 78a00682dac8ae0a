# title: takes model[0] for the first linear layer
# says: A model may begin with layers without weights, and need not be a Sequential.
# fails: test_first_layer_images_any_model

def first_layer_images(model, side=8):
    return model[0].weight.detach().clone().reshape(-1, side, side)
