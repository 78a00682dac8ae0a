# title: counts zero outputs instead of dead units
# says: A unit is dead only if it is 0 for EVERY row; reduce over the rows first.
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((F.relu(layer(X)) == 0).sum())
