# title: the comparison is the wrong way round
# says: Take it if the predicted time is under the promise, not over it.
# fails: test_take_order_seven_miles, test_take_order_other_orders, test_take_order_other_promises
def take_order(w, b, distance, promise=30.0):
    late = w * distance + b > promise
    return late
