# title: guards against a small std
# says: The distances may scatter by less than a mile: divide by the standard deviation as it is.
# fails: test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    std = max(std, 1.0)
    w = w_z / std
    return w, b_z - w * mean
