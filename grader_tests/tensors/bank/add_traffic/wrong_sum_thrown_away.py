# title: adds to a copy of the picked orders
# says: Picking by a mask copies: the sum lands in a tensor that nobody keeps.
# fails: test_add_traffic_three_orders, test_add_traffic_other_evenings, test_add_traffic_leaves_the_old_times, test_add_traffic_returns_its_own_tensor

def add_traffic(minutes, rush, extra):
    result = minutes.clone()
    busy = result[rush]
    busy += extra
    return result
