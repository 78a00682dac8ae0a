# title: exactly on time counts as late
# says: Late means more than the promise; at exactly 30.0 the promise is kept.
# fails: test_late_orders_exactly_in_time

def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] >= promise]
    return late[late[:, 1].argsort(descending=True)]
