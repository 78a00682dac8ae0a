# title: squeezes a single row away
# says: With a single row squeeze() removes the dimension that should be reduced.
# fails: test_dead_units_depend_on_the_data

def dead_units(layer, X):
    outputs = layer(X).squeeze()
    return int((outputs <= 0).all(dim=0).sum())
