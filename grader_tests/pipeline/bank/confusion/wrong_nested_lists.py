# title: nested lists
# says: The counts are right; return them as a tensor.
# fails: test_confusion_counts_every_sample, test_confusion_five_samples, test_confusion_unused_classes, test_confusion_on_device
def confusion(pred, y, n_classes):
    table = [[0] * n_classes for _ in range(n_classes)]
    for p, t in zip(pred, y):
        table[t][p] += 1
    return table
