# title: a dot product in NumPy

def count_parameters_by_hand(sizes):
    import numpy as np

    s = np.array(sizes, dtype=np.int64)
    return int(np.dot(s[:-1] + 1, s[1:]))
