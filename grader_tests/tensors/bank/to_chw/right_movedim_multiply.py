# title: movedim and multiply

def to_chw(images):
    return torch.movedim(images, -1, 1).float().mul(1 / 255)
