# title: calculates in half precision
# says: float16 keeps three digits.
# fails: test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself
def pairwise_miles(a, b):
    gap = a[:, None].half() - b[None].half()
    return gap.float().square().sum(-1).sqrt()
