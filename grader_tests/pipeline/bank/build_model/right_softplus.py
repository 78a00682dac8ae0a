# title: softplus in between, the last activation popped

def build_model(n_in, n_hidden, n_out):
    sizes = (n_in, n_hidden, n_out)
    parts = []
    for a, b in zip(sizes, sizes[1:]):
        parts.extend([nn.Linear(a, b), nn.Softplus()])
    parts.pop()
    return nn.Sequential(*parts)
