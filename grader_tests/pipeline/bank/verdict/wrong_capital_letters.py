# title: other words
# says: The words are deep, classical and tie, in small letters.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    p, q = acc_classical, acc_deep
    error = ((p * (1 - p) + q * (1 - q)) / n_test) ** 0.5
    if abs(q - p) < 2 * error:
        return "Tie"
    return "Deep" if q > p else "Classical"
