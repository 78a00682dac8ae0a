# title: starts from the first condition
# says: There may be no condition at all; then there is still one situation.
# fails: test_count_rules_without_conditions
def count_rules(options):
    total = options[0]
    for n in options[1:]:
        total = total * n
    return total
