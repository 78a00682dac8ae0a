# title: through NumPy

def first_layer_images(model, side=8):
    import numpy as np

    for _, module in model.named_modules():
        if isinstance(module, torch.nn.Linear):
            pixels = np.array(module.weight.detach().cpu().numpy())
            return torch.from_numpy(pixels.reshape((len(pixels), side, side)))
