# title: the parameter vector lives on the CPU
# says: torch.tensor([[w], [b]]) is born on the CPU; say device=x.device as you said dtype=x.dtype.
# fails: test_gradients_on_device

def gradients(x, y, w, b):
    A = torch.cat([x, torch.ones_like(x)], dim=1)
    theta = torch.tensor([[w], [b]], dtype=x.dtype)
    return (2 / len(x) * A.T @ (A @ theta - y)).flatten()
