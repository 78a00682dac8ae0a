# title: returns a word
# says: A program asks for True or False; words are for people.
# fails: test_take_order_seven_miles, test_take_order_exactly_on_time_is_late, test_take_order_other_orders, test_take_order_other_promises
def take_order(w, b, distance, promise=30.0):
    if w * distance + b < promise:
        return "take it"
    return "decline"
