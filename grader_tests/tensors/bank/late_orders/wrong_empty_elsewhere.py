# title: a new empty table where nobody was late
# says: A new tensor is born in main memory as float32: take no rows of the table you have.
# fails: test_late_orders_on_device
def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] > promise]
    if len(late) == 0:
        return torch.empty(0, 2)
    return late[late[:, 1].argsort(descending=True)]
