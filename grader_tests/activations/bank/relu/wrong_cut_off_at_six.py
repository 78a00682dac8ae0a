# title: also cuts off large numbers (ReLU6)
# says: To the right of 0 nothing is changed, however large.
# fails: test_relu_any_shape, test_relu_keeps_dtype

def relu(x):
    return x.clamp(0, 6)
