# title: adds each neuron's bias to its picture
# says: The picture is made of the weights alone; the bias sees no pixel.
# fails: test_first_layer_images_row_by_row, test_first_layer_images_any_model

def first_layer_images(model, side=8):
    layer = [m for m in model.modules() if isinstance(m, nn.Linear)][0]
    with torch.no_grad():
        return (layer.weight + layer.bias[:, None]).reshape(-1, side, side)
