# title: tensor grid of 20001 thresholds
def learn_threshold(x, late):
    x, labels = torch.tensor(x), torch.tensor(late)
    t = torch.linspace(x.min() - 1, x.max() + 1, 20001)
    mistakes = ((x[None] > t[:, None]) != labels[None]).sum(1)
    return t[mistakes.argmin()].item()
