# title: 32 hidden neurons, whatever is asked for
# says: How many hidden neurons there are, the caller decides.
# fails: test_build_model_size
def build_model(n_in, n_hidden, n_out):
    return nn.Sequential(nn.Linear(n_in, 32), nn.ReLU(), nn.Linear(32, n_out))
