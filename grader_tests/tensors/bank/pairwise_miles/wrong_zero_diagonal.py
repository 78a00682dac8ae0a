# title: puts zeros on the diagonal
# says: Courier 1 and customer 1 are not at the same place just because they have the same number.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself
def pairwise_miles(a, b):
    return torch.cdist(a, b).fill_diagonal_(0)
