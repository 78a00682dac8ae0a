# title: new parameters put in

def collapse(l1, l2):
    m = nn.Linear(l1.in_features, l2.out_features)
    m.weight = nn.Parameter((l2.weight @ l1.weight).detach())
    m.bias = nn.Parameter(l2(l1.bias).detach())
    return m
