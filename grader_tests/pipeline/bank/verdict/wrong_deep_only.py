# title: never says classical
# says: A difference has two directions; look at its size first.
# fails: test_verdict_near_the_border
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    error = ((p * (1 - p) + q * (1 - q)) / n_test) ** 0.5
    if q - p < 2 * error:
        return "tie"
    return "deep" if q > p else "classical"
