# title: stays in float64
# says: Computing in float64 is fine; give back the dtype that came in.
# fails: test_sigmoid_any_shape, test_sigmoid_far_out
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.double()))
