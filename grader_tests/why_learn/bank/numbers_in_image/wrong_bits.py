# title: counts bits instead of numbers
# says: One number per pixel and channel; how many bits it takes is another question.
# fails: test_numbers_in_a_small_picture, test_image_of_another_shape, test_image_in_colour
def numbers_in_image(height, width, channels=1):
    return height * width * channels * 8
