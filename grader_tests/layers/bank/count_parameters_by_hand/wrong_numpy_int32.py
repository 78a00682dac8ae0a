# title: adds up in int32
# says: A large network has more numbers than an int32 can count; Python's own ints have no end.
# fails: test_count_many_layers

import numpy as np


def count_parameters_by_hand(sizes):
    s = np.array(sizes, dtype=np.int32)
    return int(((s[:-1] + 1) * s[1:]).sum(dtype=np.int32))
