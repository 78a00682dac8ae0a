# title: cuts the numbers to whole ones
# says: The numbers are floats; int() throws away what stands behind the point.
# fails: test_hello_add_other_numbers
def hello_add(a, b):
    return torch.Tensor([int(a)]) + torch.Tensor([int(b)])
