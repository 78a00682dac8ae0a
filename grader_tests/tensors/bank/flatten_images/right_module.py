# title: nn.Flatten

def flatten_images(images):
    return nn.Flatten()(images)
