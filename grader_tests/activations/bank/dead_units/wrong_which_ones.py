# title: which units
# says: Asked for is how many they are.
# fails: test_dead_units_two_of_three, test_dead_units_among_live_ones, test_dead_units_depend_on_the_data, test_dead_units_on_device
def dead_units(layer, X):
    return (torch.relu(layer(X)) == 0).all(dim=0).nonzero().flatten().tolist()
