# title: squeezes the index: a single late order loses its dimension
# says: One late order is a table with one row.
# fails: test_late_orders_none_or_one
def late_orders(orders, promise=30.0):
    rows = (orders[:, 1] > promise).nonzero().squeeze()
    late = orders[rows]
    if late.ndim == 1:
        return late
    return late[late[:, 1].argsort(descending=True)]
