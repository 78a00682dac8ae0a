# title: both formulas inside where, one of them overflowing
# says: torch.where differentiates the side that it does not choose, too: 0 times inf is nan.
# fails: test_sigmoid_gradient_far_out

def sigmoid(x):
    return torch.where(
        x >= 0,
        1 / (1 + torch.exp(-x)),
        torch.exp(x) / (1 + torch.exp(x)),
    )
