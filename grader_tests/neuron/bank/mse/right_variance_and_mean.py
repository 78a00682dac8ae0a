# title: variance plus squared mean
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    error = target - pred
    return error.var(correction=0) + error.mean() ** 2
