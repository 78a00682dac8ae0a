# title: a tensor for a count
# says: A tensor that holds the number is not yet the number: sizes are plain ints, so multiply them as they are.
# fails: test_numbers_in_a_small_picture, test_image_of_another_shape, test_image_in_colour
def numbers_in_image(height, width, channels=1):
    return torch.tensor(height) * width * channels
