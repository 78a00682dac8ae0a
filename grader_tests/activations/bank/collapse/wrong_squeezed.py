# title: squeezes the weights
# says: squeeze() takes away every dimension of size 1, also that of a hidden layer with one unit. A weight stays a table.
# fails: test_collapse_different_sizes
def collapse(l1, l2):
    A, B = l1.weight.detach().squeeze(), l2.weight.detach().squeeze()
    one = nn.Linear(l1.in_features, l2.out_features, device=l1.weight.device)
    with torch.no_grad():
        one.weight.copy_(B @ A)
        one.bias.copy_(B @ l1.bias + l2.bias)
    return one
