# title: fills one half of the table
# says: From courier 3 to customer 1 is another way than from courier 1 to customer 3: no half can be left out.
# fails: test_pairwise_miles_two_couriers, test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself
def pairwise_miles(a, b):
    out = a.new_zeros(len(a), len(b))
    for n in range(len(a)):
        for m in range(n, len(b)):
            out[n, m] = (a[n] - b[m]).norm()
    return out
