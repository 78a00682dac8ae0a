# title: knows one hidden layer at most
# says: Two hidden layers are connected with each other, too.
# fails: test_count_many_layers

def count_parameters_by_hand(sizes):
    if len(sizes) == 2:
        return sizes[0] * sizes[1] + sizes[1]
    n_in, hidden, n_out = sizes[0], sizes[1], sizes[-1]
    return (n_in + 1) * hidden + (hidden + 1) * n_out
