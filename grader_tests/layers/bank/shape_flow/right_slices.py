# title: slices of the model, shapes as torch.Size

def shape_flow(model, x):
    return [model[:k](x).shape for k in range(len(model) + 1)]
