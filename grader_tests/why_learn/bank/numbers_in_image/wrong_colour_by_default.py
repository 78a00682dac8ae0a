# title: thinks of colour where nothing is said
# says: Without a third argument the picture is grey.
# fails: test_numbers_in_a_small_picture, test_image_of_another_shape
def numbers_in_image(height, width, channels=3):
    return height * width * channels
