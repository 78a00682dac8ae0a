# title: multiplies each number only once
# says: Two conditions with the same number of values are two conditions. A set forgets one of them.
# fails: test_count_rules_the_shop, test_count_rules_other_conditions, test_count_rules_more_than_a_machine_word
def count_rules(options):
    total = 1
    for n in set(options):
        total *= n
    return total
