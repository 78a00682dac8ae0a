# title: silently reshapes the target
# says: Reshaping hides the mistake of whoever called. Refuse, so that they notice.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    target = target.reshape(pred.shape)
    return ((pred - target) ** 2).mean()
