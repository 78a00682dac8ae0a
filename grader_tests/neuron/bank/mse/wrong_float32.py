# title: everything is cut to float32
# says: float32 keeps 7 digits of the 16 that came in. Leave the dtype as it is.
# fails: test_mse_other_deliveries
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    error = pred.float() - target.float()
    return error.pow(2).mean()
