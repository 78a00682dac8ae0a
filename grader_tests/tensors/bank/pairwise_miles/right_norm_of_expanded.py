# title: expanded views and a norm

def pairwise_miles(a, b):
    n, m = len(a), len(b)
    left = a.unsqueeze(1).expand(n, m, 2)
    right = b.unsqueeze(0).expand(n, m, 2)
    return torch.linalg.vector_norm(left - right, dim=-1)
