# title: leaves the model in evaluation mode
# says: The model belongs to the caller, and its dropout is asleep now.
# fails: test_shape_flow_leaves_the_model_alone

def shape_flow(model, x):
    model.eval()
    shapes = [tuple(x.shape)]
    with torch.no_grad():
        for layer in model:
            x = layer(x)
            shapes.append(tuple(x.shape))
    return shapes
