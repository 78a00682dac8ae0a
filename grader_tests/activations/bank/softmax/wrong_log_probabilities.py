# title: returns logarithms
# says: These are the logarithms of the probabilities: they are negative.
# fails: test_softmax_two_rows, test_softmax_square_table, test_softmax_any_dim, test_softmax_large_scores, test_softmax_one_row_far_above, test_softmax_gradient_is_open

def softmax(logits, dim=-1):
    return logits - torch.logsumexp(logits, dim=dim, keepdim=True)
