# title: both in one tensor, summed with its dimension kept
def hello_add(a, b):
    return torch.tensor([a, b]).sum(dim=0, keepdim=True)
