# title: row by row: a single number has no rows
# says: Any shape: a tensor with no dimensions cannot be taken apart into rows.
# fails: test_relu_any_shape

def relu(x):
    return torch.stack([row.clamp(min=0) for row in x])
