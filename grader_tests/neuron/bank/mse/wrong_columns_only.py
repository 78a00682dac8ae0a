# title: refuses flat rows
# says: Two flat rows of the same length have the same shape. Only a difference is refused.
# fails: test_mse_other_deliveries
def mse(pred, target):
    if pred.dim() != 2 or pred.shape != target.shape:
        raise ValueError("expected two columns")
    return ((pred - target) ** 2).mean()
