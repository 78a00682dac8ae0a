# title: cut from the graph
# says: The result no longer knows that it came from x: `.data` and `.detach()` hand on the numbers alone, and no gradient finds back.
# fails: test_tanh_gradient

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(2 * x.data) - 1
