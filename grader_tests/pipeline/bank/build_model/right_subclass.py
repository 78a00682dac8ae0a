# title: build_model is a subclass of nn.Sequential
class Digits(nn.Sequential):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__(nn.Flatten(), nn.Linear(n_in, n_hidden), nn.SiLU(), nn.Linear(n_hidden, n_out))
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.kaiming_normal_(m.weight)
                nn.init.zeros_(m.bias)
build_model = Digits
