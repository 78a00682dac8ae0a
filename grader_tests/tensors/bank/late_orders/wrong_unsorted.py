# title: unsorted
# says: Right rows, wrong order: the latest delivery comes first.
# fails: test_late_orders_five_orders, test_late_orders_whole_rows, test_late_orders_exactly_in_time, test_late_orders_other_promise

def late_orders(orders, promise=30.0):
    return orders[orders[:, 1] > promise]
