# title: numpy's product overflows as well
# says: 64 yes/no conditions do not fit into 64 bits, PyTorch's or NumPy's; Python's own integers never overflow.
# fails: test_count_rules_more_than_a_machine_word
import numpy as np


def count_rules(options):
    return int(np.prod(options))
