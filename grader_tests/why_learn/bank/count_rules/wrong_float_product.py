# title: multiplies floats and rounds down at the end
# says: A float keeps about 16 digits: multiply Python's ints, which keep all.
# fails: test_count_rules_more_than_a_machine_word
import math


def count_rules(options):
    return int(math.prod(float(n) for n in options))
