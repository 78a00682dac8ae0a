# title: pairs numbered with a ten
# says: The number of a pair is truth times n_classes plus prediction; ten classes are only one case.
# fails: test_confusion_counts_every_sample
def confusion(pred, y, n_classes):
    return torch.bincount(y * 10 + pred, minlength=100).reshape(10, 10)[:n_classes, :n_classes]
