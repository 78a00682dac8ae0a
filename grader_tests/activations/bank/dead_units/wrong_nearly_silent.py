# title: hardly speaks counts as dead
# says: Dead is exactly 0 for every row: a unit that speaks seldom or softly is alive.
# fails: test_dead_units_among_live_ones, test_dead_units_depend_on_the_data
def dead_units(layer, X):
    return int((torch.relu(layer(X)).mean(dim=0) < 0.05).sum())
