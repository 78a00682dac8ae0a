# title: puts both numbers into one tensor
# says: [2, 3] holds two numbers. Their sum is one.
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    return torch.tensor([a, b])
