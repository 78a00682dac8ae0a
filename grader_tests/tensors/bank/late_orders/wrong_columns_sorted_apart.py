# title: sorts each column on its own
# says: sort(dim=0) sorts miles and minutes apart; then no row is a real order any more.
# fails: test_late_orders_five_orders, test_late_orders_whole_rows, test_late_orders_exactly_in_time, test_late_orders_other_promise

def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] > promise]
    return late.sort(dim=0, descending=True).values
