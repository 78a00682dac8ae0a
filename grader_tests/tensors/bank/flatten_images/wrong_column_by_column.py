# title: reads columns
# says: The transpose puts the columns first; rows were asked for.
# fails: test_flatten_images_two_photos, test_flatten_images_any_size, test_flatten_images_turned_over

def flatten_images(images):
    return images.transpose(1, 2).flatten(start_dim=1)
