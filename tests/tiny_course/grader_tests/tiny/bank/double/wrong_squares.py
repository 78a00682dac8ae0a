# title: squares instead of doubling
# says: Twice x is x + x; x * x is its square.
# fails: test_double_small, test_double_fresh
def double(x):
    return x * x
