# title: divides the scores themselves by their sum
# says: Scores may be negative. Take exponentials first.
# fails: test_softmax_two_rows, test_softmax_square_table, test_softmax_any_dim, test_softmax_large_scores, test_softmax_one_row_far_above, test_softmax_gradient_is_open

def softmax(logits, dim=-1):
    return logits / logits.sum(dim=dim, keepdim=True)
