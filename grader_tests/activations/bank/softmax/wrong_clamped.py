# title: clamps the scores
# says: Clamping makes unequal scores equal; subtract the largest instead.
# fails: test_softmax_large_scores, test_softmax_one_row_far_above
def softmax(logits, dim=-1):
    e = torch.exp(torch.clamp(logits, -80, 80))
    return e / e.sum(dim=dim, keepdim=True)
