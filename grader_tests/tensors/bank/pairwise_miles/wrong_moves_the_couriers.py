# title: measures from each customer by moving the couriers
# says: The couriers' places have changed afterwards: `-=` works on the caller's tensor.
# fails: test_pairwise_miles_to_itself
def pairwise_miles(a, b):
    columns = []
    for place in b:
        a -= place
        columns.append(a.norm(dim=1))
        a += place
    return torch.stack(columns, dim=1)
