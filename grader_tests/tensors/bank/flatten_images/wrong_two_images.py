# title: the example's two photos
# says: A batch may hold any number of photos: loop over all of them, or let -1 count.
# fails: test_flatten_images_any_size, test_flatten_images_turned_over
def flatten_images(images):
    return torch.stack([images[0].flatten(), images[1].flatten()])
