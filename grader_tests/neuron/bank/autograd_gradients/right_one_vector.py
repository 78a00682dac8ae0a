# title: both numbers in one watched vector
def autograd_gradients(x, y, w, b):
    theta = torch.tensor([w, b], requires_grad=True)
    mse(predict(x, theta[0], theta[1]), y).backward()
    return theta.grad
