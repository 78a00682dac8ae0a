# title: late if any number of the row is above the promise
# says: Miles are compared with nothing here: ask column 1 alone.
# fails: test_late_orders_other_promise
def late_orders(orders, promise=30.0):
    late = orders[(orders > promise).any(dim=1)]
    return late[late[:, 1].argsort(descending=True)]
