# title: the new layer cannot be trained
# says: Its parameters are frozen. It should be a layer like any other.
# fails: test_collapse_makes_a_new_layer, test_collapse_on_device

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features)
    one.requires_grad_(False)
    one.weight.copy_(l2.weight @ l1.weight)
    one.bias.copy_(l2.weight @ l1.bias + l2.bias)
    return one
