# title: takes tensors of the same shape for the same tensor
# says: Two layers of the same size have weights of their own; only one that is used twice counts once.
# fails: test_trainable_without_statistics

def trainable_parameters(model):
    shapes = {p.shape for p in model.parameters() if p.requires_grad}
    return sum(s.numel() for s in shapes)
