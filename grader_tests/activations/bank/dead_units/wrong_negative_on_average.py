# title: negative on average
# says: A unit is dead only if no row wakes it; one row with a positive sum is enough to be alive.
# fails: test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((layer(X).mean(dim=0) <= 0).sum())
