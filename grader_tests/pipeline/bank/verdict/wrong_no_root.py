# title: the root is missing
# says: Your bar is far too low: two standard errors, where n_test stands under the root and the root is taken.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    error = ((p * (1 - p) + q * (1 - q)) / n_test)
    if abs(q - p) < 2 * error:
        return "tie"
    return "deep" if q > p else "classical"
