# title: a list of two numbers
def gradients(x, y, w, b):
    e = (x * w + b - y).flatten()
    return [2 * torch.dot(e, f.flatten()) / e.numel() for f in (x, torch.ones_like(x))]
