# title: by way of NumPy
# says: `.detach().numpy()` cuts the graph: no gradient comes back.
# fails: test_softmax_gradient_is_open, test_softmax_on_device

def softmax(logits, dim=-1):
    import numpy as np

    values = logits.detach().numpy()
    e = np.exp(values - values.max(axis=dim, keepdims=True))
    return torch.from_numpy(e / e.sum(axis=dim, keepdims=True))
