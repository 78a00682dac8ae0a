# title: always float64
# says: The result has the dtype of the inputs; float32 comes in, float32 goes out.
# fails: test_mse_other_deliveries
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return (pred.double() - target.double()).pow(2).mean()
