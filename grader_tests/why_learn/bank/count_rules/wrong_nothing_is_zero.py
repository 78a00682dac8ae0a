# title: no condition, no situation
# says: Without any condition there is one situation, about which nothing is asked.
# fails: test_count_rules_without_conditions
def count_rules(options):
    if not options:
        return 0
    total = 1
    for n in options:
        total *= n
    return total
