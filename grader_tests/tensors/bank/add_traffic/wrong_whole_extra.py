# title: adds whole minutes
# says: extra may be half a minute.
# fails: test_add_traffic_three_orders, test_add_traffic_other_evenings, test_add_traffic_leaves_the_old_times, test_add_traffic_returns_its_own_tensor
def add_traffic(minutes, rush, extra):
    return minutes + int(extra) * rush
