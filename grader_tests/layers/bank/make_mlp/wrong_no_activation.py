# title: no activation
# says: Stacked linear layers collapse into one; put ReLU between them.
# fails: test_make_mlp_relu_between_nothing_after

def make_mlp(sizes):
    return nn.Sequential(*[nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
