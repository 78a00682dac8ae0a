# title: 0-d tensor instead of shape (1,)
# says: torch.tensor(5.) has shape (); the lecture's torch.tensor([5.]) has shape (1,).
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    return torch.tensor(a + b)
