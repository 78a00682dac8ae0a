# title: puts the extra minutes in the place of the old ones
# says: The extra minutes are added to the time, they do not replace it.
# fails: test_add_traffic_three_orders, test_add_traffic_other_evenings, test_add_traffic_leaves_the_old_times, test_add_traffic_returns_its_own_tensor
def add_traffic(minutes, rush, extra):
    return minutes.masked_fill(rush, extra)
