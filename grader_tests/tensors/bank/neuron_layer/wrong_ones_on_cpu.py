# title: a column of ones that lives on the CPU
# says: The ones join the orders, so they must live where the orders do: ask X for its device.
# fails: test_neuron_layer_on_device

def neuron_layer(X, W, b):
    ones = torch.ones(len(X), 1)
    return torch.cat([X, ones], dim=1) @ torch.cat([W, b[:, None]], dim=1).T
