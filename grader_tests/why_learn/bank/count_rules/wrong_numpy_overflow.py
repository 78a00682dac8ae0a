# title: numpy's product overflows as well
# says: NumPy's integers have 64 bits; Python's own never overflow.
# fails: test_count_rules_more_than_a_machine_word
import numpy as np


def count_rules(options):
    return int(np.prod(options))
