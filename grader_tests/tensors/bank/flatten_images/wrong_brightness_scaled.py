# title: scales the brightness, too
# says: Only the shape changes here; the numbers and their dtype stay.
# fails: test_flatten_images_two_photos, test_flatten_images_any_size, test_flatten_images_turned_over
def flatten_images(images):
    rows = images.reshape(images.shape[0], -1)
    return rows / 255 if rows.max() > 1 else rows
