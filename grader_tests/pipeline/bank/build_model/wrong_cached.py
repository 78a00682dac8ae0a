# title: one network for the same sizes
# says: Two calls give the same network twice; who trains one has trained the other. Make a new one in every call.
# fails: test_build_model_size
from functools import lru_cache
@lru_cache
def build_model(n_in, n_hidden, n_out):
    return nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
