# title: counts the mistakes only
# says: What was right is counted too, on the diagonal.
# fails: test_confusion_counts_every_sample, test_confusion_five_samples, test_confusion_unused_classes
def confusion(pred, y, n_classes):
    table = torch.zeros(n_classes, n_classes, dtype=torch.int64)
    for p, t in zip(pred, y):
        if p != t:
            table[t, p] += 1
    return table
