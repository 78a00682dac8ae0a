# title: takes the caller's list apart
# says: pop() takes the numbers out of the list that you were given. Go through it instead.
# fails: test_count_rules_other_conditions
def count_rules(options):
    situations = 1
    while options:
        situations *= options.pop()
    return situations
