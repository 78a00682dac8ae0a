# title: via tanh

def sigmoid(x):
    return 0.5 * (torch.tanh(0.5 * x) + 1)
