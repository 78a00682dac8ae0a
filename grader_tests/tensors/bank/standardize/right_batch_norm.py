# title: batch norm in training mode

def standardize(X):
    Z = F.batch_norm(X, None, None, training=True)
    return Z, X.mean(dim=0), X.std(dim=0, correction=0)
