# title: the shift is not divided by std
# says: The mean takes away w times the mean, with w in minutes per mile, not per deviation.
# fails: test_unfold_one_pair, test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    w = w_z / std
    b = b_z - w_z * mean
    return w, b
