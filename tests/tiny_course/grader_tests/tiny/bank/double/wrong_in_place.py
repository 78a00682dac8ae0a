# title: doubles the caller's tensor
# says: x *= 2 changes the tensor that you were given; make a new one.
# fails: test_double_fresh
def double(x):
    x *= 2
    return x
