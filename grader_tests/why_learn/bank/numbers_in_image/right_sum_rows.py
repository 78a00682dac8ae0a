# title: adds row by row
def numbers_in_image(height, width, channels=1):
    return sum(width * channels for row in range(height))
