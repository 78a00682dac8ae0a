# title: torch.where instead of if (both branches are built)
def fee(d):
    return torch.where(d > 5, 9.0 + 2.0 * (d - 5), 3.0 + 1.2 * d)
