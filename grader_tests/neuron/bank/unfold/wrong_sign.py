# title: the mean is added
# says: z = (x - mean) / std: the mean leaves a minus sign behind.
# fails: test_unfold_one_pair, test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    w = w_z / std
    return w, b_z + w * mean
