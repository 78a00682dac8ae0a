# title: units that do not vary
# says: A unit that says the same for each row is alive if that is above 0, and the spread of a single row is nan.
# fails: test_dead_units_depend_on_the_data

def dead_units(layer, X):
    return int((F.relu(layer(X)).std(dim=0) == 0).sum())
