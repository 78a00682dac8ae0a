# title: a NumPy array instead of a tensor
# says: The sum of two tensors is a tensor: there is nothing to convert.
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    return (torch.tensor([a]) + torch.tensor([b])).numpy()
