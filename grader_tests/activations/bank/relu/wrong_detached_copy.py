# title: copies with detach().clone()
# says: detach() cuts the copy off from x, so no gradient can flow back. clone() alone makes a copy.
# fails: test_relu_gradient

def relu(x):
    result = x.detach().clone()
    result[result < 0] = 0
    return result
