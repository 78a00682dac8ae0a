# title: only a single layer counts as straight
# says: Two linear layers are straight as well, and so is 3x + 1. Ask for values, not for the class.
# fails: test_is_affine_straight_ones

def is_affine(f, n_in):
    return isinstance(f, nn.Linear)
