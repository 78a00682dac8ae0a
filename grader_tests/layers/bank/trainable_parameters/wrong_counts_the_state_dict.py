# title: counts everything in state_dict()
# says: Buffers are saved with a model but not trained, and a shared layer stands there twice.
# fails: test_trainable_without_statistics, test_trainable_shared_layer_once

def trainable_parameters(model):
    total = 0
    for name, value in model.state_dict(keep_vars=True).items():
        if value.requires_grad or "running" in name or "tracked" in name:
            total += value.numel()
    return total
