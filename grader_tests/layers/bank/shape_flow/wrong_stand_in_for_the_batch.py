# title: sends a batch of zeros from the CPU instead
# says: Send the batch itself: it lives where the model lives. New zeros are born on the CPU.
# fails: test_shape_flow_on_device

def shape_flow(model, x):
    batch = torch.zeros(x.shape)
    shapes = [tuple(batch.shape)]
    for layer in model:
        batch = layer(batch)
        shapes.append(tuple(batch.shape))
    return shapes
