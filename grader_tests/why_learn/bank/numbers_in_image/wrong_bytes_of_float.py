# title: counts bytes instead of numbers
# says: A float32 takes four bytes, but it is one number.
# fails: test_numbers_in_a_small_picture, test_image_of_another_shape, test_image_in_colour
def numbers_in_image(height, width, channels=1):
    return torch.zeros(height, width, channels).nbytes
