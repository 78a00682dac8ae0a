# title: goes back from the sum
# says: The error is the mean over the deliveries, so go back from the mean.
# fails: test_autograd_gradients_at_zero, test_autograd_gradients_elsewhere
def autograd_gradients(x, y, w, b):
    w = torch.tensor(float(w), requires_grad=True)
    b = torch.tensor(float(b), requires_grad=True)
    F.mse_loss(w * x + b, y, reduction="sum").backward()
    return w.grad, b.grad
