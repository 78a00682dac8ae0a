# title: compares with 30, whatever was promised
# says: Use the promise that comes in.
# fails: test_take_order_other_promises
def take_order(w, b, distance, promise=30.0):
    return w * distance + b < 30
