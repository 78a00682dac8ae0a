# title: a float for a count
# says: There are no half numbers in a picture: return an int.
# fails: test_numbers_in_a_small_picture, test_image_of_another_shape, test_image_in_colour
def numbers_in_image(height, width, channels=1):
    return float(height * width * channels)
