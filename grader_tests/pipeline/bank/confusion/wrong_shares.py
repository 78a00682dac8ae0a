# title: shares instead of counts
# says: Asked for are counts; a share hides how many there were.
# fails: test_confusion_counts_every_sample, test_confusion_five_samples, test_confusion_unused_classes
def confusion(pred, y, n_classes):
    table = torch.zeros(n_classes, n_classes)
    for p, t in zip(pred, y):
        table[t, p] += 1
    return table / table.sum(dim=1, keepdim=True)
