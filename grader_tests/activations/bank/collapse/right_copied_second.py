# title: a deep copy of the second, new numbers

import copy


def collapse(l1, l2):
    out = copy.deepcopy(l2)
    with torch.no_grad():
        out.in_features = l1.in_features
        out.bias.add_(F.linear(l1.bias[None], l2.weight)[0])
        out.weight = nn.Parameter(torch.mm(l2.weight, l1.weight))
    return out
