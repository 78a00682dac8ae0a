# title: numpy with Python integers in it
import numpy as np


def count_rules(options):
    return int(np.prod(np.array(options, dtype=object)))
