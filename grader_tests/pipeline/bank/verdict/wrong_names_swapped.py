# title: the names are swapped
# says: The one with the larger accuracy has won.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    error = ((p * (1 - p) + q * (1 - q)) / n_test) ** 0.5
    if abs(q - p) < 2 * error:
        return "tie"
    return "classical" if q > p else "deep"
