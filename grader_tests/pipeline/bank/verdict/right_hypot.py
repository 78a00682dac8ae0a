# title: math.hypot, and a table of outcomes
import math
def verdict(acc_classical, acc_deep, n_test):
    error = math.hypot(*(math.sqrt(p * (1 - p) / n_test) for p in (acc_classical, acc_deep)))
    lead = acc_deep - acc_classical
    if lead == 0 or abs(lead) < 2 * error:
        return "tie"
    return {True: "deep", False: "classical"}[lead > 0]
