# title: customers in rows
# says: Couriers are the rows, customers the columns.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    return torch.cdist(b, a)
