# title: returns the mask
# says: That is the mask; use it to index the rows.
# fails: test_late_orders_five_orders, test_late_orders_whole_rows, test_late_orders_exactly_in_time, test_late_orders_other_promise, test_late_orders_none_or_one

def late_orders(orders, promise=30.0):
    return orders[:, 1] > promise
