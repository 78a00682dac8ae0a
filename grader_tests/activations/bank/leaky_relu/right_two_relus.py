# title: relu(x) - slope*relu(-x)

def leaky_relu(x, slope=0.01):
    return torch.relu(x) - slope * torch.relu(-x)
