# title: plain Python loops

def dead_units(layer, X):
    rows = layer(X).tolist()
    dead = 0
    for unit in range(layer.out_features):
        if all(row[unit] <= 0 for row in rows):
            dead += 1
    return dead
