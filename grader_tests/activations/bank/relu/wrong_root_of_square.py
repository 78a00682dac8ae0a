# title: |x| as the root of x²
# says: A root has no slope at 0: one score of exactly 0 makes the gradient nan.
# fails: test_relu_gradient

def relu(x):
    return (x + torch.sqrt(x * x)) / 2
