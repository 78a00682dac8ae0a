# title: no activation between the layers
# says: Two layers with nothing between them are one layer; the activation belongs between them.
# fails: test_build_model_bends
def build_model(n_in, n_hidden, n_out):
    return nn.Sequential(nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out))
