# title: prediction in the rows
# says: The truth chooses the row, the prediction the column.
# fails: test_confusion_counts_every_sample, test_confusion_five_samples, test_confusion_unused_classes
def confusion(pred, y, n_classes):
    table = torch.zeros(n_classes, n_classes, dtype=torch.int64)
    for p, t in zip(pred, y):
        table[p, t] += 1
    return table
