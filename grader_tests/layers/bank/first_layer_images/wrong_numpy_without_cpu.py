# title: through NumPy from wherever the weights live
# says: NumPy lives on the CPU: bring the weights there first.
# fails: test_first_layer_images_on_device

def first_layer_images(model, side=8):
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            pixels = layer.weight.detach().numpy().copy()
            return torch.from_numpy(pixels).reshape(-1, side, side)
