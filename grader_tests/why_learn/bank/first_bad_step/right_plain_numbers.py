# title: looks at plain Python numbers
import math


def first_bad_step(steps, x):
    for i in range(len(steps)):
        x = steps[i](x)
        if not all(math.isfinite(v) for v in x.flatten().tolist()):
            return i
    return -1
