# title: wants a minute to spare
# says: The promise is the limit itself: there is nothing to take off for safety.
# fails: test_take_order_seven_miles, test_take_order_other_orders
def take_order(w, b, distance, promise=30.0):
    return w * distance + b < promise - 1
