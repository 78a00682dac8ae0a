# title: counts with a logarithm, then multiplies once
import math


def halve_until(x, limit):
    steps = max(0, math.ceil(math.log2(float(x) / limit)))
    return x * 0.5**steps, steps
