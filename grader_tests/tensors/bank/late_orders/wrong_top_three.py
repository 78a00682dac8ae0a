# title: the three latest only
# says: Everybody who waited too long is called, however many they are.
# fails: test_late_orders_whole_rows, test_late_orders_exactly_in_time, test_late_orders_other_promise
def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] > promise]
    return late[late[:, 1].topk(min(3, len(late))).indices]
