# title: asks NumPy what is finite
# says: NumPy cannot look at numbers on a graphics card; torch.isfinite can.
# fails: test_first_bad_step_on_device

import numpy as np


def first_bad_step(steps, x):
    for i, step in enumerate(steps):
        x = step(x)
        if not np.isfinite(x.detach().numpy()).all():
            return i
    return -1
