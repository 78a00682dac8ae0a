# title: notes each shape as a list
# says: A shape is a tuple here: `tuple(x.shape)`.
# fails: test_shape_flow_of_the_picture

def shape_flow(model, x):
    flow = [list(x.shape)]
    for layer in model:
        x = layer(x)
        flow.append(list(x.shape))
    return flow
