# title: itertools.accumulate

def shape_flow(model, x):
    from itertools import accumulate

    stations = accumulate(model.children(), lambda batch, layer: layer(batch), initial=x)
    return [tuple(s.size()) for s in stations]
