# title: algebra written from two points
def unfold(w_z, b_z, mean, std):
    def f(x):
        return w_z * (x - mean) / std + b_z

    return f(1.0) - f(0.0), f(0.0)
