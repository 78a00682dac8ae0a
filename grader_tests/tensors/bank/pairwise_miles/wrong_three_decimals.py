# title: rounded to three decimals
# says: Nobody asked for rounding: three decimals are for people, and the next step calculates on.
# fails: test_pairwise_miles_more_or_fewer_customers, test_pairwise_miles_as_many_customers, test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    difference = a[:, None] - b[None]
    return difference.pow(2).sum(-1).sqrt().round(decimals=3)
