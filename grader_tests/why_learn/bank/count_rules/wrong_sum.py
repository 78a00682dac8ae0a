# title: adds instead of multiplying
# says: Two yes/no questions have four pairs of answers; with three questions there are eight.
# fails: test_count_rules_the_shop, test_count_rules_other_conditions, test_count_rules_without_conditions, test_count_rules_more_than_a_machine_word
def count_rules(options):
    return sum(options)
