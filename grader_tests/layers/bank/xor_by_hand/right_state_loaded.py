# title: loads a state_dict, hidden neurons for none and for both

def xor_by_hand():
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    model.load_state_dict({
        "0.weight": torch.tensor([[-1.0, -1.0], [1.0, 1.0]]),
        "0.bias": torch.tensor([1.0, -1.0]),
        "2.weight": torch.tensor([[-1.0, -1.0]]),
        "2.bias": torch.tensor([1.0]),
    })
    return model
