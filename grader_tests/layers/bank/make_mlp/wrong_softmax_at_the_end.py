# title: softmax at the end
# says: Return raw scores; CrossEntropyLoss applies softmax itself.
# fails: test_make_mlp_relu_between_nothing_after, test_make_mlp_two_sizes

def make_mlp(sizes):
    layers = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(a, b))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers, nn.Softmax(dim=1))
