# title: reads .grad of a non-leaf
# says: No gradient has reached what you read: call backward() on the loss itself, and read .grad of leaves.
# fails: test_autograd_gradients_at_zero, test_autograd_gradients_elsewhere, test_autograd_gradients_on_device, test_autograd_gradients_leaves_the_data_alone
def autograd_gradients(x, y, w, b):
    w = torch.tensor(float(w), requires_grad=True) * 1.0
    b = torch.tensor(float(b), requires_grad=True) * 1.0
    ((w * x + b - y) ** 2).mean().backward()
    return w.grad, b.grad
