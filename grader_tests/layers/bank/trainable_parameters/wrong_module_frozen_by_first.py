# title: asks the first parameter of each layer
# says: A layer may be frozen in part: ask each parameter.
# fails: test_trainable_without_frozen_layers

def trainable_parameters(model):
    total = 0
    for m in model.modules():
        own = list(m.parameters(recurse=False))
        if own and own[0].requires_grad:
            total += sum(p.numel() for p in own)
    return total
