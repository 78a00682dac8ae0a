# title: found by asking the two layers

def collapse(l1, l2):
    at = l1.weight.device
    one = nn.Linear(l1.in_features, l2.out_features, device=at)
    with torch.no_grad():
        constant = l2(l1(torch.zeros(1, l1.in_features, device=at)))
        columns = l2(l1(torch.eye(l1.in_features, device=at))) - constant
    one.load_state_dict({"weight": columns.T, "bias": constant.reshape(-1)})
    return one
