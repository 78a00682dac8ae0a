# title: PyTorch's own module as the function

relu = nn.ReLU()
