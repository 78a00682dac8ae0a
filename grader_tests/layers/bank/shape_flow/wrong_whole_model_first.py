# title: goes through modules(), the model itself first
# says: modules() begins with the model itself: the batch is sent through all of it first.
# fails: test_shape_flow_of_the_picture, test_shape_flow_flatten_first, test_shape_flow_any_layers, test_shape_flow_on_device, test_shape_flow_leaves_the_model_alone

def shape_flow(model, x):
    shapes = [tuple(x.shape)]
    for layer in model.modules():
        x = layer(x)
        shapes.append(tuple(x.shape))
    return shapes
