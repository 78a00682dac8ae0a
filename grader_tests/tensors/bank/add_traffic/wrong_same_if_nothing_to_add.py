# title: gives the old tensor back if there is nothing to add
# says: The result is always a tensor of its own, also when extra is 0.
# fails: test_add_traffic_returns_its_own_tensor
def add_traffic(minutes, rush, extra):
    if extra == 0:
        return minutes
    return torch.where(rush, minutes + extra, minutes)
