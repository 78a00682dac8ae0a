# title: freezes the weights to get rid of the graph
# says: The network cannot be trained any more: detach the copy, not the weights.
# fails: test_first_layer_images_are_a_copy

def first_layer_images(model, side=8):
    for m in model.modules():
        if isinstance(m, nn.Linear):
            m.weight.requires_grad_(False)
            return m.weight.clone().reshape(-1, side, side)
