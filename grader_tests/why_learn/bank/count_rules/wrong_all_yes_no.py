# title: takes every condition for a yes/no question
# says: A condition may have three values, or one: multiply by how many it has.
# fails: test_count_rules_the_shop, test_count_rules_other_conditions, test_count_rules_more_than_a_machine_word
def count_rules(options):
    return 2 ** len(options)
