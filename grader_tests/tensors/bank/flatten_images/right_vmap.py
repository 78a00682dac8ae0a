# title: ravel, mapped over the batch
def flatten_images(images):
    return torch.func.vmap(torch.ravel)(images)
