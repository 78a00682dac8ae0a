# title: PReLU, layers given by name
from collections import OrderedDict


def build_model(n_in, n_hidden, n_out):
    first, last = nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out)
    return nn.Sequential(OrderedDict(first=first, bend=nn.PReLU(), last=last)).float()
