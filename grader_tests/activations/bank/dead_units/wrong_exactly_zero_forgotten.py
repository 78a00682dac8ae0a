# title: forgets units that are exactly 0
# says: Exactly 0 is 0, too: a unit that never rises above 0 is dead.
# fails: test_dead_units_among_live_ones

def dead_units(layer, X):
    return int((layer(X) < 0).all(dim=0).sum())
