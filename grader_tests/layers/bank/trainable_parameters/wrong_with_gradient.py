# title: counts what has a gradient already
# says: Before the first backward no parameter has a gradient; ask whether it may get one.
# fails: test_trainable_two_layers, test_trainable_without_frozen_layers, test_trainable_without_statistics, test_trainable_shared_layer_once, test_trainable_any_module

def trainable_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.grad is not None)
