# title: more room instead of a shift
# says: float64 reaches further, but exp(1000) is too large for it as well.
# fails: test_softmax_large_scores

def softmax(logits, dim=-1):
    e = torch.exp(logits.double())
    return (e / e.sum(dim=dim, keepdim=True)).to(logits.dtype)
