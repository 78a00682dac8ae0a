# title: goes on multiplying where the last call stopped
# says: A global variable keeps its value between calls: begin inside the function.
# fails: test_count_rules_other_conditions, test_count_rules_without_conditions, test_count_rules_more_than_a_machine_word
# may_fail: test_count_rules_the_shop
total = 1
def count_rules(options):
    global total
    for n in options:
        total *= n
    return total
