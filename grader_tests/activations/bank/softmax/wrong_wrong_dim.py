# title: wrong dim
# says: Each row must sum to 1; yours sums down the columns.
# fails: test_softmax_two_rows, test_softmax_square_table, test_softmax_any_dim, test_softmax_large_scores, test_softmax_one_row_far_above, test_softmax_gradient_is_open

def softmax(logits, dim=-1):
    e = (logits - logits.max()).exp()
    return e / e.sum(dim=0, keepdim=True)
