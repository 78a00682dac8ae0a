# title: a Sequential filled through its state_dict
def make_neuron(w=None, b=None):
    net = nn.Sequential(nn.Linear(1, 1))
    state = net.state_dict()
    if w is not None:
        state["0.weight"] = torch.tensor([[w]])
    if b is not None:
        state["0.bias"] = torch.tensor([b])
    net.load_state_dict(state)
    return net
