# title: sets the diagonal to 0
# says: Courier 1 and customer 1 are not at the same place just because they have the same number.
# fails: test_pairwise_miles_as_many_customers
def pairwise_miles(a, b):
    d = ((a[:, None] - b[None]) ** 2).sum(-1).sqrt()
    if len(a) == len(b):
        d.fill_diagonal_(0.0)
    return d
