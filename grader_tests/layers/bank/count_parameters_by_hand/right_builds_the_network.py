# title: builds the layers and counts

def count_parameters_by_hand(sizes):
    n = 0
    for i in range(1, len(sizes)):
        layer = nn.Linear(sizes[i - 1], sizes[i], device="meta")
        n += layer.weight.numel() + layer.bias.numel()
    return n
