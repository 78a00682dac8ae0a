# title: the first bias goes through the wrong weight where the sizes allow it
# says: It is the second weight that the first bias has to pass.
# fails: test_collapse_square_layers

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features, device=l1.weight.device)
    with torch.no_grad():
        one.weight.copy_(l2.weight @ l1.weight)
        through = l1.weight if l1.weight.shape == l2.weight.shape else l2.weight
        one.bias.copy_(through @ l1.bias + l2.bias)
    return one
