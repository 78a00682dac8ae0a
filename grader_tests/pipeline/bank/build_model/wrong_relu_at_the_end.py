# title: ReLU after the last layer too
# says: A score must be able to say no: leave the last layer without an activation.
# fails: test_build_model_raw_scores
def build_model(n_in, n_hidden, n_out):
    layers = []
    for a, b in [(n_in, n_hidden), (n_hidden, n_out)]:
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers)
