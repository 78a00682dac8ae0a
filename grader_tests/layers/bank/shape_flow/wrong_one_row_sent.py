# title: sends one row and writes N in front of its shapes
# says: A layer may do something to the first dimension as well: send the whole batch.
# fails: test_shape_flow_any_layers

def shape_flow(model, x):
    flow = [tuple(x.shape)]
    h = x[:1]
    for layer in model:
        h = layer(h)
        flow.append((x.shape[0],) + tuple(h.shape[1:]))
    return flow
