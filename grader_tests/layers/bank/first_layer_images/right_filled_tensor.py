# title: fills a new tensor

def first_layer_images(model, side=8):
    weight = next(filter(lambda m: isinstance(m, nn.Linear), model.modules())).weight
    pictures = torch.empty(weight.shape[0], side, side, device=weight.device, dtype=weight.dtype)
    with torch.no_grad():
        pictures.copy_(weight.reshape(-1, side, side))
    return pictures
