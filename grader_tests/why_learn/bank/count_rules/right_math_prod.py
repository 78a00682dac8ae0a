# title: the standard library's product
import math


def count_rules(options):
    return math.prod(options)
