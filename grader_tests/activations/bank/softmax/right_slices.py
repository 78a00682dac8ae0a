# title: slice by slice
def softmax(logits, dim=-1):
    parts = logits.unbind(dim)
    top = parts[0]
    for p in parts[1:]:
        top = torch.maximum(top, p)
    exps = [torch.exp(p - top) for p in parts]
    total = sum(exps)
    return torch.stack([e / total for e in exps], dim=dim)
