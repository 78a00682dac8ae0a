# title: writes the product out and lets Python read it
def count_rules(options):
    return eval("*".join(str(n) for n in [1, *options]))
