# title: multiplies by std
# says: One standard deviation is more than a mile, so a mile costs less: divide.
# fails: test_unfold_one_pair, test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    w = w_z * std
    b = b_z - w * mean
    return w, b
