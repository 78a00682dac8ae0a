# title: always asks about 7 miles
# says: Predict for the distance that comes in, and compare the minutes as they are, not rounded.
# fails: test_take_order_other_orders
def take_order(w, b, distance, promise=30.0):
    return w * 7 + b < promise
