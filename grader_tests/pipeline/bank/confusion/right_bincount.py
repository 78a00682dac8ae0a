# title: bincount trick
def confusion(pred, y, n_classes):
    return torch.bincount(y * n_classes + pred, minlength=n_classes**2).view(n_classes, n_classes)
