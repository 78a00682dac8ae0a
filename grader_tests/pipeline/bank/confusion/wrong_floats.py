# title: a table of floats
# says: Counts are whole numbers; say so when you make the zeros.
# fails: test_confusion_counts_every_sample, test_confusion_five_samples, test_confusion_unused_classes
def confusion(pred, y, n_classes):
    table = torch.zeros(n_classes, n_classes)
    for p, t in zip(pred, y):
        table[t, p] += 1
    return table
