# title: numbers the places in the caller's labels
# says: *= and += write into the labels that you were given. Make a new tensor for the places.
# fails: test_confusion_counts_every_sample
def confusion(pred, y, n_classes):
    y *= n_classes
    y += pred
    return torch.bincount(y, minlength=n_classes**2).reshape(n_classes, n_classes)
