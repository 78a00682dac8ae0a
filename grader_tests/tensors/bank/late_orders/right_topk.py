# title: topk of all the late ones

def late_orders(orders, promise=30.0):
    count = int((orders[:, 1] > promise).sum())
    return orders[orders[:, 1].topk(count).indices]
