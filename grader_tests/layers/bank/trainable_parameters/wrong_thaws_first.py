# title: makes everything trainable, then counts
# says: A frozen parameter (requires_grad=False) is not trainable, and counting must leave it frozen.
# fails: test_trainable_without_frozen_layers

def trainable_parameters(model):
    model.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
