# title: sum over the rows after ReLU

@torch.no_grad()
def dead_units(layer, X):
    total = torch.relu(layer(X)).sum(dim=0)
    return torch.count_nonzero(total == 0).item()
