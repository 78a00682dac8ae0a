# title: looks at the first and last size only
# says: The hidden layers are connected as well: go through all neighbours.
# fails: test_count_many_layers

def count_parameters_by_hand(sizes):
    n_in, n_out = sizes[0], sizes[-1]
    return n_in * n_out + n_out
