# title: counts tensors
# says: That is the number of parameter tensors; add up numel().
# fails: test_trainable_two_layers, test_trainable_without_frozen_layers, test_trainable_without_statistics, test_trainable_shared_layer_once, test_trainable_any_module

def trainable_parameters(model):
    return len(list(model.parameters()))
