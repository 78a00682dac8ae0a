# title: asks a tensor without memory
def numbers_in_image(height, width, channels=1):
    return torch.empty(channels, height, width, device="meta").numel()
