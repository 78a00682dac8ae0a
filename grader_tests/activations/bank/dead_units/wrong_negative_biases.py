# title: counts negative biases
# says: A unit with a negative bias may well be alive. Look at what comes out.
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((layer.bias < 0).sum())
