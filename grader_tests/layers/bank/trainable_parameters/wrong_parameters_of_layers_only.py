# title: asks the leaves only
# says: A model may have a parameter of its own, beside its layers.
# fails: test_trainable_any_module

def trainable_parameters(model):
    leaves = [m for m in model.modules() if not list(m.children())]
    return sum(p.numel() for m in leaves for p in m.parameters() if p.requires_grad)
