# title: brings dropout along
# says: Nothing but linear layers and ReLU was asked for; dropout makes the answers differ from call to call.
# fails: test_make_mlp_relu_between_nothing_after

def make_mlp(sizes):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers += [nn.ReLU(), nn.Dropout(0.1)]
    return nn.Sequential(*layers)
