# title: one matrix product with the biases inside

def collapse(l1, l2):
    def whole(layer):
        top = torch.cat([layer.weight.detach(), layer.bias.detach()[:, None]], 1)
        last = torch.zeros_like(top[:1])
        last[0, -1] = 1
        return torch.cat([top, last])

    product = (whole(l2) @ whole(l1))[:-1]
    new = nn.Linear(l1.in_features, l2.out_features, device=product.device)
    new.weight.data, new.bias.data = product[:, :-1].clone(), product[:, -1].clone()
    return new
