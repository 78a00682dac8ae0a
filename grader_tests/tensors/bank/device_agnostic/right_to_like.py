# title: ones, brought to where X is
def pick_device():
    return torch.device({True: "cuda"}.get(torch.cuda.is_available(), "cpu"))
def append_ones(X):
    ones = torch.ones(X.shape[0], 1).to(X)
    return torch.concatenate((X, ones), axis=-1)
