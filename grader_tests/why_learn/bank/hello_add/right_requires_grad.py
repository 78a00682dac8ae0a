# title: tensors that are watched
def hello_add(a, b):
    first = torch.tensor([a], requires_grad=True)
    second = torch.tensor([b], requires_grad=True)
    return first + second
