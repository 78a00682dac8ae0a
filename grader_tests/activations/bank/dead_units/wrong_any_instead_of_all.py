# title: silent in some row instead of in every row
# says: A unit that speaks in a single row is alive.
# fails: test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((layer(X) <= 0).any(dim=0).sum())
