# title: a loop with math.isclose
import math


def wrong_after_freezing(dynamic, frozen, distances):
    wrong = []
    for d in distances:
        if not math.isclose(dynamic(d), frozen(d), abs_tol=1e-6):
            wrong.append(d)
    return wrong
