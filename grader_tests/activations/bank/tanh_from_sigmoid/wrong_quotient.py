# title: textbook quotient of exponentials
# says: At 100 that is inf / inf, which is nan.
# fails: test_tanh_far_out

def tanh_from_sigmoid(x):
    up, down = torch.exp(x), torch.exp(-x)
    return (up - down) / (up + down)
