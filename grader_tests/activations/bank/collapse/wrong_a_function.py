# title: returns a function
# says: One `nn.Linear` is asked for, with a weight and a bias of its own, and nothing around it.
# fails: test_collapse_small_layers, test_collapse_different_sizes, test_collapse_square_layers, test_collapse_makes_a_new_layer

def collapse(l1, l2):
    return lambda x: l2(l1(x))
