# title: as large as the classes that occur
# says: A class may be missing in the data and still has its row: use n_classes.
# fails: test_confusion_unused_classes
def confusion(pred, y, n_classes):
    n = int(max(pred.max(), y.max())) + 1
    table = torch.zeros(n, n, dtype=torch.int64)
    for p, t in zip(pred, y):
        table[t, p] += 1
    return table
