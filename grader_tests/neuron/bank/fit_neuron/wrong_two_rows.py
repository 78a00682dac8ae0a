# title: hard-coded 3.4 / 5.2 (line through the two seed points)
# says: That is the line through two of the deliveries; learn from all of them.
# fails: test_fit_neuron_twelve_deliveries, test_fit_neuron_other_couriers, test_fit_neuron_metres
def fit_neuron(x, y):
    return 3.4, 5.2
