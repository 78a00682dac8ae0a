# title: converts to float32 on the way
# says: Nothing is calculated, so bytes stay bytes.
# fails: test_flatten_images_any_size
def flatten_images(images):
    return images.float().flatten(1)
