# title: the old constructor, and Python's sum
def hello_add(a, b):
    return sum(torch.Tensor([number]) for number in (a, b))
