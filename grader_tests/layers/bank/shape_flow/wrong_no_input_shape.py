# title: begins after the first layer
# says: The first entry is the shape of the input itself.
# fails: test_shape_flow_of_the_picture, test_shape_flow_flatten_first, test_shape_flow_any_layers

def shape_flow(model, x):
    shapes = []
    for layer in model:
        x = layer(x)
        shapes.append(tuple(x.shape))
    return shapes
