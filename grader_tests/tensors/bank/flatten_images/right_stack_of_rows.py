# title: stack of single rows

def flatten_images(images):
    return torch.stack([im.flatten() for im in images])
