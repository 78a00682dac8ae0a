# title: the size of the example written down
# says: Six columns is right for 2 x 3 pixels only; let torch count with -1.
# fails: test_flatten_images_any_size, test_flatten_images_turned_over

def flatten_images(images):
    return images.reshape(-1, 6)
