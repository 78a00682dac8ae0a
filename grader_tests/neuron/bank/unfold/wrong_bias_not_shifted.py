# title: bias not shifted
# says: Standardising moves the zero point, so the bias changes too.
# fails: test_unfold_one_pair, test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    return w_z / std, b_z
