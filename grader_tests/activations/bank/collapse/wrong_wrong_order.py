# title: multiplies in the wrong order
# says: x meets the first layer first: the product is W2 @ W1.
# fails: test_collapse_square_layers

def collapse(l1, l2):
    m = nn.Linear(l1.in_features, l2.out_features, device=l1.weight.device)
    with torch.no_grad():
        if l1.weight.shape == l2.weight.shape:
            m.weight.copy_(l1.weight @ l2.weight)
        else:
            m.weight.copy_(l2.weight @ l1.weight)
        m.bias.copy_(l2.weight @ l1.bias + l2.bias)
    return m
