# title: cut from the graph
# says: `.data` cuts the way back: no gradient flows.
# fails: test_tanh_gradient

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(2 * x.data) - 1
