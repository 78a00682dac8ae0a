# title: knows what a few kinds of layers do
# says: There are more kinds of layers than anybody can list: send the batch through.
# fails: test_shape_flow_any_layers

def shape_flow(model, x):
    shape = tuple(x.shape)
    shapes = [shape]
    for layer in model:
        if isinstance(layer, nn.Flatten):
            size = 1
            for s in shape[1:]:
                size *= s
            shape = (shape[0], size)
        elif isinstance(layer, nn.Linear):
            shape = (shape[0], layer.out_features)
        shapes.append(shape)
    return shapes
