# title: nothing subtracted before exp
# says: For scores around 1000 exp is inf, and inf / inf is nan.
# fails: test_softmax_large_scores, test_softmax_one_row_far_above

def softmax(logits, dim=-1):
    e = torch.exp(logits)
    return e / e.sum(dim=dim, keepdim=True)
