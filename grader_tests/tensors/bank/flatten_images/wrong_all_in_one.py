# title: flattens the batch too
# says: flatten without a start begins at dimension 0 and swallows the photos.
# fails: test_flatten_images_two_photos, test_flatten_images_any_size, test_flatten_images_turned_over

def flatten_images(images):
    return images.flatten()
