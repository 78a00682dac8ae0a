# title: writes every sum into the same tensor
# says: The tensor of the last call changes with the next one: make a new one in each call.
# fails: test_hello_add_other_numbers
BUFFER = torch.zeros(1)


def hello_add(a, b):
    torch.add(torch.tensor([a]), torch.tensor([b]), out=BUFFER)
    return BUFFER
