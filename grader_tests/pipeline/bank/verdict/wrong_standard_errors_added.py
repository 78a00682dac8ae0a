# title: the two standard errors are added
# says: Variances add up, standard errors do not.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    error = (p * (1 - p) / n_test) ** 0.5 + (q * (1 - q) / n_test) ** 0.5
    if abs(q - p) < 2 * error:
        return "tie"
    return "deep" if q > p else "classical"
