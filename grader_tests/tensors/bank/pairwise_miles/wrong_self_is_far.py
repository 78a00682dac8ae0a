# title: a place is infinitely far from itself
# says: The distance of a place to itself is 0; leave the diagonal as it comes out.
# fails: test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    miles = torch.cdist(a, b)
    miles[miles < 1e-3] = float("inf")
    return miles
