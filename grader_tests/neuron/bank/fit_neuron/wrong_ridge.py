# title: a small penalty for steep lines
# says: The best line has no penalty: with twelve deliveries even a small one pulls the slope down by minutes.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    m, s = x.mean(), x.std()
    z = (x - m) / s
    w = (z * (y - y.mean())).sum() / ((z * z).sum() + 1.0)
    return unfold(w, y.mean(), m, s)
