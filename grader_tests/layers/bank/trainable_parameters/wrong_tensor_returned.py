# title: returns the count as a tensor
# says: A plain int was asked for: `numel()` gives one, and a sum of them is one.
# fails: test_trainable_two_layers, test_trainable_without_frozen_layers, test_trainable_without_statistics, test_trainable_shared_layer_once, test_trainable_any_module, test_trainable_on_device

def trainable_parameters(model):
    total = torch.tensor(0)
    for p in model.parameters():
        if p.requires_grad:
            total += p.numel()
    return total
