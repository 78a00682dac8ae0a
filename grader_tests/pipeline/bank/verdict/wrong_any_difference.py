# title: any difference counts as a win
# says: One wine more or less out of 45 is chance; demand at least two standard errors.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    return (
        "deep"
        if acc_deep > acc_classical
        else "classical"
        if acc_classical > acc_deep
        else "tie"
    )
