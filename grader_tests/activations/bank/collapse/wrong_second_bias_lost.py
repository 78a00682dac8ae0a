# title: the second bias is lost
# says: The second layer's own bias is part of the constant, too.
# fails: test_collapse_small_layers, test_collapse_different_sizes, test_collapse_square_layers, test_collapse_on_device

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features)
    with torch.no_grad():
        one.weight.copy_(l2.weight @ l1.weight)
        one.bias.copy_(l2.weight @ l1.bias)
    return one
