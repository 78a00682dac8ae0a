# title: only the larger of the two errors
# says: Both accuracies are uncertain: their variances add up.
# fails: test_verdict_near_the_border, test_verdict_depends_on_the_rows
def verdict(acc_classical, acc_deep, n_test):
    se = max((p * (1 - p) / n_test) ** 0.5 for p in (acc_classical, acc_deep))
    if abs(acc_deep - acc_classical) < 2 * se:
        return "tie"
    return "deep" if acc_deep > acc_classical else "classical"
