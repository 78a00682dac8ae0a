# title: moved to the last dimension and back

def softmax(logits, dim=-1):
    rows = logits.movedim(dim, -1)
    e = torch.exp(rows - rows.max(dim=-1, keepdim=True).values)
    return (e / e.sum(dim=-1, keepdim=True)).movedim(-1, dim)
