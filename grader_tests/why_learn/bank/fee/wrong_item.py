# title: leaves the world of tensors
# says: The fee is right, but no slope can find its way back: `d.item()` cut the way.
# fails: test_fee_gradient
def fee(d):
    miles = d.item()
    if miles > 5:
        return torch.tensor(9.0 + 2.0 * (miles - 5), device=d.device)
    return torch.tensor(3.0 + 1.2 * miles, device=d.device)
