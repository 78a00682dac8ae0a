# title: reads the memory as it lies
# says: as_strided reads the memory in its own order; a turned photo comes out as it was before.
# fails: test_flatten_images_turned_over

def flatten_images(images):
    n, h, w = images.shape
    return torch.as_strided(images, (n, h * w), (h * w, 1))
