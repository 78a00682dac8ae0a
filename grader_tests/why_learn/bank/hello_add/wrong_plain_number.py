# title: a float instead of a tensor
# says: The sum is right, but it is a Python float. The tensors were to be added.
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    return (torch.tensor([a]) + torch.tensor([b])).item()
