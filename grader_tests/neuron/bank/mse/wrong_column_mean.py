# title: averages over rows, then squeezes
# says: Average over all numbers at once: over the rows alone, a table leaves one mean for each column.
# fails: test_mse_other_deliveries
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shape mismatch")
    return (pred - target).pow(2).mean(dim=0).squeeze()
