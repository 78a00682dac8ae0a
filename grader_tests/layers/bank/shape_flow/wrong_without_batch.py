# title: leaves the batch dimension out
# says: The first dimension, the batch, belongs to the shape.
# fails: test_shape_flow_of_the_picture, test_shape_flow_flatten_first, test_shape_flow_any_layers

def shape_flow(model, x):
    shapes = [tuple(x.shape[1:])]
    for layer in model:
        x = layer(x)
        shapes.append(tuple(x.shape[1:]))
    return shapes
