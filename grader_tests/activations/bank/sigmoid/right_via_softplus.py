# title: exp of minus softplus

def sigmoid(x):
    return torch.exp(-F.softplus(-x))
