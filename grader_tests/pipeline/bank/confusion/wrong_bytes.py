# title: counts in bytes
# says: A byte ends at 255: count in int64 from the start.
# fails: test_confusion_counts_every_sample

def confusion(pred, y, n_classes):
    M = torch.zeros(n_classes, n_classes, dtype=torch.uint8, device=y.device)
    for p, t in zip(pred.tolist(), y.tolist()):
        M[t, p] += 1
    return M.long()
