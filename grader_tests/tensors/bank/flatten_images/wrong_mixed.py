# title: the right shape by the wrong way
# says: Cut into H*W rows and turned over, each row holds numbers of all photos.
# fails: test_flatten_images_two_photos, test_flatten_images_any_size, test_flatten_images_turned_over

def flatten_images(images):
    n = images.shape[0]
    return images.reshape(-1, n).T
