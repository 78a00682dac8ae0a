# title: refuses to make an order faster
# says: Add what you are given. A negative number of extra minutes is a number like any other.
# fails: test_add_traffic_other_evenings
def add_traffic(minutes, rush, extra):
    return torch.where(rush, minutes + max(extra, 0), minutes)
