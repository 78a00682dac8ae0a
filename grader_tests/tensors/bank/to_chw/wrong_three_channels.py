# title: red, green and blue only
# says: Not every camera has three colours; take their number from the shape.
# fails: test_to_chw_other_cameras

def to_chw(images):
    red, green, blue = images[..., 0], images[..., 1], images[..., 2]
    return torch.stack([red, green, blue], dim=1).float() / 255
