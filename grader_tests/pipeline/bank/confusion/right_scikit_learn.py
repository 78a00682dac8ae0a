# title: scikit-learn with all labels
def confusion(pred, y, n_classes):
    from sklearn.metrics import confusion_matrix

    return torch.tensor(confusion_matrix(y.cpu(), pred.cpu(), labels=range(n_classes)))
