# title: scores cut off at ten
# says: Cut off at 10 the sigmoid never comes closer to 0 than 0.00005. Cut off further out, or not at all.
# fails: test_sigmoid_far_out

def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-10, 10)))
