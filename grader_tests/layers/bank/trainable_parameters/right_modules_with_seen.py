# title: module by module with a list of what was seen

def trainable_parameters(model):
    seen, n = set(), 0
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad and p not in seen:
                seen.add(p)
                n += p.nelement()
    return n
