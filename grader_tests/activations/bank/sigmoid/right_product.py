# title: exp of the negative part over 1 + exp(-|x|)
def sigmoid(x):
    return torch.exp(torch.clamp(x, max=0)) / (1 + torch.exp(-torch.abs(x)))
