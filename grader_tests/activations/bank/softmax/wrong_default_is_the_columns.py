# title: sums along dimension 1 unless told otherwise
# says: The default is the last dimension, of however many: dim=-1.
# fails: test_softmax_any_dim

def softmax(logits, dim=1):
    raised = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return raised / raised.sum(dim=dim, keepdim=True)
