# title: one-hot tables multiplied in half precision
# says: bfloat16 counts exactly up to 256 only. Counts need whole numbers, or float32 at least.
# fails: test_confusion_counts_every_sample
def confusion(pred, y, n_classes):
    a = F.one_hot(y, n_classes).to(torch.bfloat16)
    b = F.one_hot(pred, n_classes).to(torch.bfloat16)
    return (a.T @ b).long()
