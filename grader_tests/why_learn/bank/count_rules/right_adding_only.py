# title: multiplies by adding
def count_rules(options):
    total = 1
    for n in options:
        total = sum(total for _ in range(n))
    return total
