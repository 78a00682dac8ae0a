# title: the bias is divided as well
# says: The bias is already in minutes; only what is multiplied by z changes its unit.
# fails: test_unfold_one_pair, test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    return w_z / std, (b_z - w_z * mean) / std
