# title: 30 written into the function
# says: The promise comes in as an argument; use it instead of 30.
# fails: test_late_orders_other_promise

def late_orders(orders, promise=30.0):
    late = orders[orders[:, 1] > 30.0]
    return late[late[:, 1].argsort(descending=True)]
