# title: any difference counts as a win
# says: Your bar is far too low: two standard errors, where n_test stands under the root and the root is taken.
# fails: test_verdict_depends_on_the_rows, test_verdict_near_the_border, test_verdict_ten_points
def verdict(acc_classical, acc_deep, n_test):
    return (
        "deep"
        if acc_deep > acc_classical
        else "classical"
        if acc_classical > acc_deep
        else "tie"
    )
