# title: squeezes the positions
# says: With a single late order, squeeze takes the dimension of the rows away.
# fails: test_late_orders_none_or_one
def late_orders(orders, promise=30.0):
    idx = (orders[:, 1] > promise).nonzero().squeeze()
    late = orders[idx]
    return late[late[:, 1].argsort(descending=True)]
