# title: two pairs of brackets
# says: One pair of brackets makes one dimension. With two it has become a table.
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    return torch.tensor([[a]]) + torch.tensor([[b]])
