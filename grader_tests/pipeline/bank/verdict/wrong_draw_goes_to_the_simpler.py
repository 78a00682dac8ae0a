# title: two equal accuracies go to the classical model
# says: Whom you would take after a tie is another question: equal accuracies are a tie.
# fails: test_verdict_depends_on_the_rows
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    if p == q:
        return "classical"  # the same accuracy, but simpler
    error = ((p * (1 - p) + q * (1 - q)) / n_test) ** 0.5
    if abs(q - p) < 2 * error:
        return "tie"
    return "deep" if q > p else "classical"
