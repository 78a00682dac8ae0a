# title: a fixed margin of five points
# says: Five points are luck on 45 rows and a lot on 4,500: the number of rows decides.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    if abs(acc_deep - acc_classical) < 0.05:
        return "tie"
    return "deep" if acc_deep > acc_classical else "classical"
