# title: counts in a tensor on the CPU
# says: The outputs live where the layer lives. A counter beside them has to live there, too.
# fails: test_dead_units_on_device

def dead_units(layer, X):
    largest = torch.full((layer.out_features,), -float("inf"))
    for row in layer(X).detach():
        largest = torch.maximum(largest, row)
    return int((largest <= 0).sum())
