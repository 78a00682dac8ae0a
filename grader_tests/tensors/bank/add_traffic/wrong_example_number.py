# title: the example's number in the function
# says: How much the rush hour adds comes in as an argument.
# fails: test_add_traffic_other_evenings, test_add_traffic_leaves_the_old_times, test_add_traffic_returns_its_own_tensor

def add_traffic(minutes, rush, extra):
    return torch.where(rush, minutes + 7.5, minutes)
