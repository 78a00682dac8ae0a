# title: forgives half a thousandth
# says: Dead is exactly 0 after ReLU: a unit that speaks softly is alive.
# fails: test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((F.relu(layer(X)).amax(0) < 5e-4).sum())
