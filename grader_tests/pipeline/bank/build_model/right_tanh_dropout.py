# title: tanh, dropout, other initial weights
def build_model(n_in, n_hidden, n_out):
    net = nn.Sequential()
    net.add_module("hidden", nn.Linear(n_in, n_hidden))
    net.add_module("bend", nn.Tanh())
    net.add_module("forget", nn.Dropout(0.2))
    net.add_module("scores", nn.Linear(n_hidden, n_out))
    nn.init.xavier_normal_(net.hidden.weight)
    return net
