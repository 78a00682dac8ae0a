# title: an honest loop that keeps the graph

def relu(x):
    values = [v if v > 0 else 0 * v for v in x.reshape(-1)]
    return torch.stack(values).reshape(x.shape)
