# title: returns a tensor
# says: Return a plain True or False.
# fails: test_take_order_seven_miles, test_take_order_exactly_on_time_is_late, test_take_order_other_orders, test_take_order_other_promises
def take_order(w, b, distance, promise=30.0):
    return torch.tensor(w * distance + b < promise)
