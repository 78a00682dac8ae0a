# title: NumPy and the sign

def verdict(acc_classical, acc_deep, n_test):
    p = np.array([acc_classical, acc_deep])
    z = (p[1] - p[0]) / max(np.sqrt((p * (1 - p)).sum() / n_test), 1e-12)
    if abs(z) < 2:
        return "tie"
    return {1: "deep", -1: "classical"}[int(np.sign(z))]
