# title: one global maximum
# says: Use the maximum of each row: with one global maximum a small row becomes 0/0.
# fails: test_softmax_one_row_far_above

def softmax(logits, dim=-1):
    e = (logits - logits.max()).exp()
    return e / e.sum(dim=dim, keepdim=True)
