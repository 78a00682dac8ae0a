# title: adds logarithms, which rounds
# says: Floats keep about 16 digits. Multiply integers instead.
# fails: test_count_rules_more_than_a_machine_word
import math


def count_rules(options):
    return round(math.exp(sum(math.log(n) for n in options)))
