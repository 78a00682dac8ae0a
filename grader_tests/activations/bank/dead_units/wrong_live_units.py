# title: counts the living
# says: These are the units that speak at least once.
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((layer(X) > 0).any(dim=0).sum())
