# title: matrix form, returns a tensor of two numbers
def gradients(x, y, w, b):
    A = torch.cat([x, torch.ones_like(x)], dim=1)  # (N, 2)
    theta = torch.tensor([[w], [b]], dtype=x.dtype, device=x.device)
    return (2 / len(x) * A.T @ (A @ theta - y)).flatten()
