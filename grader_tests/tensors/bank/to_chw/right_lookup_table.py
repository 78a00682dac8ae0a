# title: a table of all 256 bytes
def to_chw(images):
    table = torch.linspace(0, 1, 256, device=images.device)
    return table[images.to(torch.int64)].movedim(-1, 1)
