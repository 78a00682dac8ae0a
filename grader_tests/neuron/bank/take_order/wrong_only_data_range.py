# title: refuses what lies beyond the data
# says: The rule asks for the predicted time alone; whether to trust it so far out is another question.
# fails: test_take_order_other_orders
def take_order(w, b, distance, promise=30.0):
    return bool(w * distance + b < promise and distance <= 8.0)
