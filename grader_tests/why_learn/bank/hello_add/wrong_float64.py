# title: float64 instead of float32
# says: PyTorch's usual dtype is float32; you need not name another one.
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    return torch.tensor([a], dtype=torch.float64) + torch.tensor([b], dtype=torch.float64)
