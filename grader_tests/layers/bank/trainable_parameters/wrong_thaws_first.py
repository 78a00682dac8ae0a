# title: makes everything trainable, then counts
# says: Counting must not change the model.
# fails: test_trainable_without_frozen_layers

def trainable_parameters(model):
    model.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
