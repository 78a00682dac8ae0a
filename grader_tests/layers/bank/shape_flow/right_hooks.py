# title: forward hooks

def shape_flow(model, x):
    shapes = [tuple(x.shape)]

    def note(layer, inputs, output):
        shapes.append(tuple(output.shape))

    hooks = [layer.register_forward_hook(note) for layer in model]
    with torch.no_grad():
        model(x)
    for hook in hooks:
        hook.remove()
    return shapes
