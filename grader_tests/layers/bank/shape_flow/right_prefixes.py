# title: runs each beginning of the model anew

def shape_flow(model, x):
    return [tuple(model[:k](x).size()) for k in range(len(model) + 1)]
