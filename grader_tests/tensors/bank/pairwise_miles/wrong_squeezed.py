# title: squeeze at the end
# says: One courier is still a row: (1, M), not (M,).
# fails: test_pairwise_miles_more_or_fewer_customers

def pairwise_miles(a, b):
    return torch.cdist(a, b).squeeze()
