# title: M[y, pred] += 1 counts repeated pairs once
# says: With repeated index pairs `+= 1` is applied only once; use a loop, bincount or index_put_(accumulate=True).
# fails: test_confusion_counts_every_sample, test_confusion_five_samples, test_confusion_unused_classes, test_confusion_on_device
def confusion(pred, y, n_classes):
    M = torch.zeros(n_classes, n_classes, dtype=torch.int64)
    M[y, pred] += 1
    return M
