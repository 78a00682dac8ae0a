# title: for tables only
# says: Scores may have one dimension, or three: take sums and maxima along dim.
# fails: test_softmax_any_dim
def softmax(logits, dim=-1):
    if dim == 0:
        return softmax(logits.T, 1).T
    top = logits.max(dim=1, keepdim=True).values
    e = torch.exp(logits - top)
    return e / e.sum(dim=1, keepdim=True)
