# title: loops over children()
# says: children() leaves out a layer that stands there a second time; loop over the model itself.
# fails: test_shape_flow_any_layers

def shape_flow(model, x):
    shapes = [tuple(x.shape)]
    for layer in model.children():
        x = layer(x)
        shapes.append(tuple(x.shape))
    return shapes
