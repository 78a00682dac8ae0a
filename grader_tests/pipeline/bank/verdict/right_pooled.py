# title: a pooled proportion, and 1.96
def verdict(acc_classical, acc_deep, n_test):
    pooled = (acc_classical + acc_deep) / 2
    error = np.sqrt(2 * pooled * (1 - pooled) / n_test)
    if np.abs(acc_deep - acc_classical) <= 1.96 * error:
        return "tie"
    return ["classical", "deep"][int(acc_deep > acc_classical)]
