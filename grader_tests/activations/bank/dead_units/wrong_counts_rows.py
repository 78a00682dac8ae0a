# title: reduces over the units
# says: Reduce over the rows (dim 0); what is left is one answer for each unit.
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((layer(X) <= 0).all(dim=1).sum())
