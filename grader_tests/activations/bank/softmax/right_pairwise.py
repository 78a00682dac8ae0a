# title: 1 over the sum of exponentials of differences

def softmax(logits, dim=-1):
    t = logits.movedim(dim, -1)
    return (1 / torch.exp(t.unsqueeze(-2) - t.unsqueeze(-1)).sum(-1)).movedim(-1, dim)
