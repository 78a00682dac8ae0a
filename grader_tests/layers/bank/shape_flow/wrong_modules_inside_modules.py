# title: goes through modules(), into stacks inside the stack
# says: modules() also goes into a stack inside the stack; loop over the model itself.
# fails: test_shape_flow_any_layers

def shape_flow(model, x):
    flow = [tuple(x.shape)]
    for layer in list(model.modules())[1:]:
        x = layer(x)
        flow.append(tuple(x.shape))
    return flow
