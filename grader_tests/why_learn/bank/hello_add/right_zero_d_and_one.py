# title: a tensor of shape () and one of shape (1,)
def hello_add(a, b):
    first, second = torch.tensor(a), torch.FloatTensor([b])
    return first + second
