# title: squared distance
# says: Take the square root at the end.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(-1)
