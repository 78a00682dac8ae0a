# title: notes linear layers only
# says: An activation is a layer too, also if it changes no shape.
# fails: test_shape_flow_of_the_picture, test_shape_flow_flatten_first, test_shape_flow_any_layers

def shape_flow(model, x):
    shapes = [tuple(x.shape)]
    for layer in model:
        x = layer(x)
        if isinstance(layer, nn.Linear):
            shapes.append(tuple(x.shape))
    return shapes
