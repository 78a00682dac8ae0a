# title: works the shapes out from out_features
# says: Not every layer says which shape it makes; send the batch through.
# fails: test_shape_flow_flatten_first, test_shape_flow_any_layers

def shape_flow(model, x):
    shape = tuple(x.shape)
    shapes = [shape]
    for layer in model:
        if hasattr(layer, "out_features"):
            shape = (*shape[:-1], layer.out_features)
        shapes.append(shape)
    return shapes
