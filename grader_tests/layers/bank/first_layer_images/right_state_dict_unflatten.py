# title: state_dict and unflatten

def first_layer_images(model, side=8):
    for k, v in model.state_dict().items():
        if k.endswith("weight"):
            return v.clone().unflatten(1, (side, side))
