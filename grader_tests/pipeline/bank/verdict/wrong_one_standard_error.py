# title: one standard error instead of two
# says: One standard error is exceeded by luck about once in three times; ask for two.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    error = ((p * (1 - p) + q * (1 - q)) / n_test) ** 0.5
    if abs(q - p) < error:
        return "tie"
    return "deep" if q > p else "classical"
