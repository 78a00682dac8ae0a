# title: subtracts inside the input
# says: The caller's scores have been shifted.
# fails: test_softmax_square_table, test_softmax_gradient_is_open

def softmax(logits, dim=-1):
    logits -= logits.amax(dim=dim, keepdim=True)
    e = logits.exp()
    return e / e.sum(dim=dim, keepdim=True)
