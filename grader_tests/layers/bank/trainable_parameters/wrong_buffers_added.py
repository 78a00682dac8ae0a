# title: adds the buffers
# says: Buffers are remembered, not trained.
# fails: test_trainable_without_statistics

def trainable_parameters(model):
    n = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return n + sum(b.numel() for b in model.buffers())
