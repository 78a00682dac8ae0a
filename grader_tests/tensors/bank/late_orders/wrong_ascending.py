# title: shortest first
# says: argsort goes up by itself; the latest should come first.
# fails: test_late_orders_five_orders, test_late_orders_whole_rows, test_late_orders_exactly_in_time, test_late_orders_other_promise

def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] > promise]
    return late[late[:, 1].argsort()]
