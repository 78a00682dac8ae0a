# title: recursion instead of a loop
def count_rules(options):
    return 1 if not options else options[0] * count_rules(options[1:])
