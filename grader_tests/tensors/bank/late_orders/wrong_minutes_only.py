# title: only the minutes
# says: Whole rows are asked for: the miles belong to it.
# fails: test_late_orders_five_orders, test_late_orders_whole_rows, test_late_orders_exactly_in_time, test_late_orders_other_promise, test_late_orders_none_or_one

def late_orders(orders, promise=30.0):
    minutes = orders[:, 1]
    return minutes[minutes > promise].sort(descending=True).values
