# title: exactly on the promise counts as in time
# says: The promise is to be there under 30 minutes; exactly 30 is too late.
# fails: test_take_order_exactly_on_time_is_late
def take_order(w, b, distance, promise=30.0):
    return w * distance + b <= promise
