# title: by way of NumPy
# says: detach() and NumPy cut the graph: no gradient comes back.
# fails: test_relu_any_shape, test_relu_gradient, test_relu_on_device

def relu(x):
    import numpy as np

    return torch.from_numpy(np.maximum(x.detach().numpy(), 0))
