# title: drops orders that look alike
# says: unique keeps one of two equal rows; both customers have to be called.
# fails: test_late_orders_whole_rows

def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] > promise].unique(dim=0)
    return late[late[:, 1].argsort(descending=True)]
