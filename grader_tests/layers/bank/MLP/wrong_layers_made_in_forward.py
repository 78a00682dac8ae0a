# title: layers created inside forward
# says: New random layers on every call: nothing can be learned. Create layers in __init__.
# fails: test_mlp_small, test_mlp_holds_what_it_learns, test_mlp_all_of_it_learns, test_mlp_relu_between_nothing_after, test_mlp_flattens_its_input, test_mlp_without_hidden_layers, test_mlp_on_device

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        self.sizes = [n_in, *hidden, n_out]

    def forward(self, x):
        x = x.flatten(1)
        for i, (a, b) in enumerate(zip(self.sizes, self.sizes[1:])):
            x = nn.Linear(a, b)(x)
            if i < len(self.sizes) - 2:
                x = torch.relu(x)
        return x
