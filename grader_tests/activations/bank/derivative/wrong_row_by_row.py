# title: row by row: a single number has no rows
# says: Any shape: a tensor with no dimensions cannot be taken apart into rows.
# fails: test_derivative_from_tiny_to_large

def derivative(f, x):
    slopes = []
    for row in x.detach().clone():
        row = row.requires_grad_(True)
        slopes.append(torch.autograd.grad(f(row).sum(), row)[0])
    return torch.stack(slopes)
