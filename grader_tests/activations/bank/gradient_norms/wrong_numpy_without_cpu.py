# title: hands gradients to NumPy from wherever they live
# says: NumPy lives on the CPU: bring a tensor there first.
# fails: test_gradient_norms_on_device

def gradient_norms(model, x, y):
    import numpy as np

    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    linear = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return [float(np.linalg.norm(m.weight.grad.numpy())) for m in linear]
