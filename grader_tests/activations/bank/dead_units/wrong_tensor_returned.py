# title: returns a tensor
# says: A plain int is asked for: int(...) or .item().
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return (layer(X) <= 0).all(dim=0).sum()
