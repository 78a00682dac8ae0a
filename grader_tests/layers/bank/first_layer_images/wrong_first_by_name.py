# title: takes the weights whose name comes first in the alphabet
# says: First is where the pixels go in, not what stands first in the alphabet.
# fails: test_first_layer_images_any_model

def first_layer_images(model, side=8):
    for name in sorted(model.state_dict()):
        value = model.state_dict()[name]
        if value.dim() == 2:
            return value.clone().reshape(len(value), side, side)
