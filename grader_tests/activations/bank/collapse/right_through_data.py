# title: written through .data

def collapse(l1, l2):
    one = nn.Linear(l1.weight.shape[1], l2.weight.shape[0])
    one.weight.data = torch.einsum("oh,hi->oi", l2.weight.data, l1.weight.data)
    one.bias.data = F.linear(l1.bias.data, l2.weight.data, l2.bias.data)
    return one
