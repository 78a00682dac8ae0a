# title: ignores the channels
# says: Each pixel of a colour picture holds three numbers, not one.
# fails: test_image_in_colour
def numbers_in_image(height, width, channels=1):
    return height * width
