# title: prod of shapes

def trainable_parameters(model):
    import math

    return sum(math.prod(p.shape) for p in set(model.parameters()) if p.requires_grad)
