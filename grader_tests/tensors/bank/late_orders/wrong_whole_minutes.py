# title: compares whole minutes
# says: 30.25 minutes are more than 30; do not round before you compare.
# fails: test_late_orders_exactly_in_time
# may_fail: test_late_orders_other_promise, test_late_orders_none_or_one
def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1].int() > promise]
    return late[torch.argsort(-late[:, 1])]
