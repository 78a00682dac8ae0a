# title: negative on average
# says: One large positive row is enough to be alive, whatever the average says.
# fails: test_dead_units_among_live_ones, test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((layer(X).mean(dim=0) <= 0).sum())
