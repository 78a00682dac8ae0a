# title: sums over the wrong axis
# says: Sum over the last axis, the two parts of a place, not over the couriers.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    return (a[:, None] - b[None]).square().sum(dim=0).sqrt()
