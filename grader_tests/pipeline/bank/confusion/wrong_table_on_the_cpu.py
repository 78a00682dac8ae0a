# title: the table is born on the CPU
# says: The labels choose the places in the table: both have to live on one device.
# fails: test_confusion_on_device
def confusion(pred, y, n_classes):
    table = torch.zeros(n_classes * n_classes, dtype=torch.int64)
    table.index_add_(0, y * n_classes + pred, torch.ones_like(y))
    return table.reshape(n_classes, n_classes)
