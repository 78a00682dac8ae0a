# title: softmax at the end
# says: The loss function makes probabilities and their logarithms itself; hand out the raw scores.
# fails: test_build_model_raw_scores
def build_model(n_in, n_hidden, n_out):
    return nn.Sequential(
        nn.Linear(n_in, n_hidden),
        nn.ReLU(),
        nn.Linear(n_hidden, n_out),
        nn.Softmax(dim=1),
    )
