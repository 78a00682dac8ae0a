# title: two equations, solved by NumPy
def unfold(w_z, b_z, mean, std):
    import numpy as np
    x = np.array([float(mean), float(mean) + float(std)])
    w, b = np.linalg.solve(np.c_[x, np.ones(2)], [float(b_z), float(b_z) + float(w_z)])
    return float(w), float(b)
