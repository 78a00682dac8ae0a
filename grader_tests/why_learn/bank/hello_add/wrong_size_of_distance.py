# title: returns the absolute value of the sum
# says: A sum may be negative.
# fails: test_hello_add_other_numbers
def hello_add(a, b):
    return torch.tensor([a]).add(torch.tensor([b])).abs()
