# title: counts matrices only
# says: The biases are trained as well.
# fails: test_trainable_two_layers, test_trainable_without_frozen_layers, test_trainable_without_statistics, test_trainable_shared_layer_once, test_trainable_any_module

def trainable_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad and p.ndim > 1)
