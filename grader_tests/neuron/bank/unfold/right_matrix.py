# title: a small linear system, returned as a tensor
def unfold(w_z, b_z, mean, std):
    miles = torch.tensor([[0.0, 1.0], [10.0, 1.0]], dtype=torch.float64)
    minutes = w_z * (miles[:, 0] - mean) / std + b_z
    return torch.linalg.solve(miles, minutes)
