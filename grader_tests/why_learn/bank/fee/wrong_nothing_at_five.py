# title: neither branch holds at exactly five miles
# says: One of the two branches must say what happens at exactly five miles.
# fails: test_fee_at_exactly_five_miles
def fee(d):
    if d < 5:
        return 3.0 + 1.2 * d
    elif d > 5:
        return 9.0 + 2.0 * (d - 5)
