# title: pairs them off when there are as many
# says: Courier 1 with customer 1, 2 with 2: that is not everyone with everyone.
# fails: test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    if a.shape == b.shape:
        return (a - b).pow(2).sum(dim=1).sqrt()
    return torch.cdist(a, b)
