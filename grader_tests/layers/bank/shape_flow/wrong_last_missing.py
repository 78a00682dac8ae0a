# title: notes before each layer only
# says: What comes out after the last layer is missing.
# fails: test_shape_flow_of_the_picture, test_shape_flow_flatten_first, test_shape_flow_any_layers

def shape_flow(model, x):
    shapes = []
    for layer in model:
        shapes.append(tuple(x.shape))
        x = layer(x)
    return shapes
