# title: product of a tuple
from math import prod


def numbers_in_image(height, width, channels=1):
    return prod((channels, height, width))
