# title: leaves its hooks in the model
# says: A hook stays in the model until it is removed.
# fails: test_shape_flow_leaves_the_model_alone

def shape_flow(model, x):
    shapes = [tuple(x.shape)]
    for layer in model:
        layer.register_forward_hook(lambda m, i, o: shapes.append(tuple(o.shape)))
    model(x)
    return shapes
