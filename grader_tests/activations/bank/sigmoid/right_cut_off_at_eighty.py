# title: scores cut off where it makes no difference

def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-80, 80)))
