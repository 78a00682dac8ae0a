# title: the largest along the last, the sum along dim
# says: What is subtracted must be the same for all scores that are summed: take the largest along dim, too.
# fails: test_softmax_any_dim
def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=dim, keepdim=True)
