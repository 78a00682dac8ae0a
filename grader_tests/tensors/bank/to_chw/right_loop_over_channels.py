# title: loop over channels

def to_chw(images):
    return torch.stack([images[..., c].float() / 255 for c in range(images.shape[-1])], dim=1)
