# title: compares whole minutes
# says: 30.4 minutes are more than 30.
# fails: test_late_orders_exactly_in_time
def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1].int() > promise]
    return late[torch.argsort(-late[:, 1])]
