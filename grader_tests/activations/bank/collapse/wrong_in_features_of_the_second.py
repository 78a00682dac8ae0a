# title: a copy of the second layer with another weight in it
# says: The layer still says that it has the number of inputs of the second one.
# fails: test_collapse_different_sizes

import copy


def collapse(l1, l2):
    new = copy.deepcopy(l2)
    with torch.no_grad():
        new.bias.copy_(l2.weight @ l1.bias + l2.bias)
        new.weight = nn.Parameter(l2.weight @ l1.weight)
    return new
