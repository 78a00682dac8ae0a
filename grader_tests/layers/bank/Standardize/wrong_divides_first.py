# title: divides before it subtracts
# says: First subtract the mean, then divide.
# fails: test_standardize_two_features, test_standardize_is_not_trained, test_standardize_is_saved, test_standardize_float64, test_standardize_leaves_its_input_alone

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)

    def forward(self, x):
        return x / self.std - self.mean
