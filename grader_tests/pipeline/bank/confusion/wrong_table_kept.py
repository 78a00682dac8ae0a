# title: keeps its table from call to call
# says: Begin with a new table of zeros in every call.
# fails: test_confusion_counts_every_sample, test_confusion_unused_classes, test_confusion_on_device

_counts = {}
def confusion(pred, y, n_classes):
    M = _counts.setdefault(n_classes, torch.zeros(n_classes, n_classes, dtype=torch.int64))
    for p, t in zip(pred.tolist(), y.tolist()):
        M[t, p] += 1
    return M.to(y.device)
