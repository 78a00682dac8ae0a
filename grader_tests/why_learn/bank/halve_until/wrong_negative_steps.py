# title: a logarithm that can be negative
# says: How often is a number halved that is far below the limit? A logarithm says less than never.
# fails: test_halve_until_as_often_as_needed
import math
def halve_until(x, limit):
    steps = math.ceil(math.log2(x.item() / limit))
    return x / 2**steps, steps
