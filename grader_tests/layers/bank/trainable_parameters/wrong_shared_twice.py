# title: adds up layer by layer, shared ones twice
# says: A layer that stands in two places has one set of weights.
# fails: test_trainable_shared_layer_once

def trainable_parameters(model):
    def count(part):
        own = sum(p.numel() for p in part._parameters.values() if p is not None and p.requires_grad)
        return own + sum(count(child) for child in part._modules.values())

    return count(model)
