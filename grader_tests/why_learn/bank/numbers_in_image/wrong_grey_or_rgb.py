# title: knows grey and red-green-blue only
# says: A picture may have any number of channels; some satellites see twelve.
# fails: test_image_in_colour
def numbers_in_image(height, width, channels=1):
    if channels == 3:
        return height * width * 3
    return height * width
