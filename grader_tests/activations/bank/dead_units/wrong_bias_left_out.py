# title: multiplies by the weight only
# says: The bias belongs to the unit: it can wake or silence it.
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((X @ layer.weight.T <= 0).all(dim=0).sum())
