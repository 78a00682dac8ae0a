# title: rounds to whole minutes first
# says: 29.6 minutes are under 30, and rounding makes 30 of them. Compare before you round.
# fails: test_take_order_other_orders
def take_order(w, b, distance, promise=30.0):
    minutes = round(w * distance + b)
    return minutes < promise
