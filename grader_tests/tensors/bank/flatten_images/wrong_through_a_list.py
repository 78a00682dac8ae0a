# title: goes through a Python list
# says: A list forgets the dtype and the place of its numbers.
# fails: test_flatten_images_on_device, test_flatten_images_any_size
def flatten_images(images):
    rows = [[v for row in photo for v in row] for photo in images.tolist()]
    return torch.tensor(rows)
