# title: contiguous, then view

def flatten_images(images):
    n, h, w = images.shape
    return images.contiguous().view(n, h * w)
