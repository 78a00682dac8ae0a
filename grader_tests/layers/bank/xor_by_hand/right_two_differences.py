# title: |a - b| out of two ReLUs, without biases

def xor_by_hand():
    hidden, out = nn.Linear(2, 2, bias=False), nn.Linear(2, 1, bias=False)
    hidden.weight.data = torch.tensor([[1.0, -1.0], [-1.0, 1.0]])
    out.weight.data = torch.ones(1, 2)
    return nn.Sequential(hidden, nn.ReLU(), out)
