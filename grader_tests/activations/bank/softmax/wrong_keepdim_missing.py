# title: keepdim missing in the division
# says: Without keepdim the sums have lost a dimension, and are stretched along the wrong one.
# fails: test_softmax_two_rows, test_softmax_square_table, test_softmax_any_dim, test_softmax_large_scores, test_softmax_one_row_far_above, test_softmax_gradient_is_open, test_softmax_on_device

def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim)
