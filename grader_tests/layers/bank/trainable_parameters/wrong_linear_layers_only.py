# title: counts linear layers only
# says: Linear layers are not the only ones that learn.
# fails: test_trainable_without_statistics, test_trainable_any_module

def trainable_parameters(model):
    total = 0
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            for p in (layer.weight, layer.bias):
                if p.requires_grad:
                    total += p.numel()
    return total
