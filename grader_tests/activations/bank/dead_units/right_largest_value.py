# title: max over rows <= 0

def dead_units(layer, X):
    return (layer(X).max(0).values <= 0).sum().item()
