# title: writes into the second layer
# says: The two old layers shall stay as they were: make a new one.
# fails: test_collapse_makes_a_new_layer

def collapse(l1, l2):
    with torch.no_grad():
        l2.bias.copy_(l2.weight @ l1.bias + l2.bias)
        l2.weight = nn.Parameter(l2.weight @ l1.weight)
    l2.in_features = l1.in_features
    return l2
