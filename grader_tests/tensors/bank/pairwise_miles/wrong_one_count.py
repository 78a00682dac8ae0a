# title: loops over one count twice
# says: There may be more customers than couriers: the second loop runs over b.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    n = len(a)
    result = torch.zeros(n, n)
    for i in range(n):
        for j in range(n):
            result[i, j] = (a[i] - b[j]).square().sum().sqrt()
    return result
