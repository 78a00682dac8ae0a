# title: squares instead of roots, tensors inside
def verdict(acc_classical, acc_deep, n_test):
    p = torch.tensor([acc_classical, acc_deep], dtype=torch.float64)
    lead = p[1] - p[0]
    if lead**2 * n_test < 4 * (p * (1 - p)).sum():
        return "tie"
    return {True: "deep", False: "classical"}[bool(lead > 0)]
