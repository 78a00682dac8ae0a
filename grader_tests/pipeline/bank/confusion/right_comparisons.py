# title: compares with all pairs of classes

def confusion(pred, y, n_classes):
    c = torch.arange(n_classes, device=y.device)
    return ((y[:, None, None] == c[:, None]) & (pred[:, None, None] == c)).sum(dim=0)
