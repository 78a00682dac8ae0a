# title: a class inside the function, with F.relu

def make_mlp(sizes):
    class Stack(nn.Module):
        def __init__(self):
            super().__init__()
            self.out = nn.Linear(sizes[-2], sizes[-1])
            self.hidden = nn.ModuleList(
                nn.Linear(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 2)
            )

        def forward(self, x):
            for layer in self.hidden:
                x = F.relu(layer(x))
            return self.out(x)

    return Stack()
