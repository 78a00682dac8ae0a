# title: NumPy, with an absolute tolerance
import numpy as np
def wrong_after_freezing(dynamic, frozen, distances):
    a = np.array([dynamic(d) for d in distances], dtype=float)
    b = np.array([frozen(d) for d in distances], dtype=float)
    return np.array(distances, dtype=float)[~np.isclose(a, b, rtol=0, atol=1e-3)].tolist()
