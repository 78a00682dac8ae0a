# title: itertools.accumulate and next
from itertools import accumulate


def first_bad_step(steps, x):
    results = list(accumulate(steps, lambda value, step: step(value), initial=x))[1:]
    return next((i for i, r in enumerate(results) if (r.isnan() | r.isinf()).any()), -1)
