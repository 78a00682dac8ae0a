# title: 1e-8 added to the sum

def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.max(dim=dim, keepdim=True).values)
    return e / (e.sum(dim=dim, keepdim=True) + 1e-8)
