# title: (N, 1) against (N,) broadcasts to (N, N)
# says: (5,1) minus (5,) silently becomes a (5,5) table: every prediction is compared with every target.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    return ((pred - target) ** 2).mean()
