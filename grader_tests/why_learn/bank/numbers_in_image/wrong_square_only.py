# title: takes every picture for a square
# says: A picture has a height and a width; 1080p is not square.
# fails: test_image_of_another_shape
def numbers_in_image(height, width, channels=1):
    return height**2 * channels
