# title: looks one level deep only
# says: A layer may stand inside another module: modules() goes into all of them.
# fails: test_first_layer_images_any_model

def first_layer_images(model, side=8):
    for m in model.children():
        if isinstance(m, nn.Linear):
            return m.weight.detach().clone().reshape(-1, side, side)
