# title: torch.mul and torch.add
def predict(x, w, b):
    x = torch.as_tensor(x)
    return torch.add(torch.mul(x, w), b)
