# title: subtracts the mean instead of the maximum
# says: With one score far above the others the mean is not enough: exp still overflows.
# fails: test_softmax_one_row_far_above

def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.mean(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
