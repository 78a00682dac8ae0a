# title: a product of one-hot tables, transposed twice
def confusion(pred, y, n_classes):
    truth = F.one_hot(y, n_classes)
    guess = F.one_hot(pred, n_classes)
    return (guess.T @ truth).T
