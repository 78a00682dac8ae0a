# title: flattens the input before it looks
# says: The first entry is the shape in which the batch comes in.
# fails: test_shape_flow_flatten_first

def shape_flow(model, x):
    x = x.reshape(len(x), -1)
    shapes = [tuple(x.shape)]
    for layer in model:
        x = layer(x)
        shapes.append(tuple(x.shape))
    return shapes
