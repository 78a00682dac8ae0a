# title: rows for the classes that occur only
# says: scikit-learn leaves out classes that do not occur, unless you name all labels.
# fails: test_confusion_unused_classes, test_confusion_on_device
def confusion(pred, y, n_classes):
    from sklearn.metrics import confusion_matrix

    return torch.from_numpy(confusion_matrix(y, pred)).long()
