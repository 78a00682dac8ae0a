# title: along the streets
# says: The straight line is shorter than east plus north: Pythagoras.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    return (a[:, None] - b[None]).abs().sum(-1)
