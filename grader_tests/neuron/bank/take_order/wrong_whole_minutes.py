# title: rounds to whole minutes first
# says: Predict for the distance that comes in, and compare the minutes as they are, not rounded.
# fails: test_take_order_other_orders
def take_order(w, b, distance, promise=30.0):
    minutes = round(w * distance + b)
    return minutes < promise
