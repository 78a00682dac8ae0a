# title: layers without biases
# says: Without biases every bend goes through zero; leave them in.
# fails: test_build_model_size
def build_model(n_in, n_hidden, n_out):
    return nn.Sequential(
        nn.Linear(n_in, n_hidden, bias=False),
        nn.ReLU(),
        nn.Linear(n_hidden, n_out, bias=False),
    )
