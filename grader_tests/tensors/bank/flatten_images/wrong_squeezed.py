# title: squeeze for a single photo
# says: One photo is still a table with one row: (1, H*W).
# fails: test_flatten_images_any_size

def flatten_images(images):
    return images.reshape(images.shape[0], -1).squeeze()
