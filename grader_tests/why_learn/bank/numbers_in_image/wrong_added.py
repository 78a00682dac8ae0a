# title: adds the sides
# says: Rows times pixels in a row: count the pixels of a small picture by hand.
# fails: test_numbers_in_a_small_picture, test_image_of_another_shape, test_image_in_colour
def numbers_in_image(height, width, channels=1):
    return (height + width) * channels
