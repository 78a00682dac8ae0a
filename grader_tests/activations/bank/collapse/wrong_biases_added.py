# title: the biases are simply added where the sizes allow it
# says: The first bias passes the second weight before it arrives.
# fails: test_collapse_square_layers

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features, device=l1.weight.device)
    with torch.no_grad():
        one.weight.copy_(l2.weight @ l1.weight)
        if l1.bias.shape == l2.bias.shape:
            one.bias.copy_(l1.bias + l2.bias)
        else:
            one.bias.copy_(l2.weight @ l1.bias + l2.bias)
    return one
