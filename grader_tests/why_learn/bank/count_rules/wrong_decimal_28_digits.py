# title: multiplies decimal numbers of 28 digits
# says: A Decimal keeps 28 digits unless told otherwise: Python's ints keep all of them.
# fails: test_count_rules_more_than_a_machine_word
from decimal import Decimal


def count_rules(options):
    total = Decimal(1)
    for n in options:
        total *= n
    return int(total)
