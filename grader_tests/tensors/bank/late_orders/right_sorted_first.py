# title: sort all of them first, then pick

def late_orders(orders, promise=30.0):
    order = torch.sort(orders[:, 1], descending=True).indices
    ranked = orders[order]
    return ranked[ranked[:, 1] > promise]
