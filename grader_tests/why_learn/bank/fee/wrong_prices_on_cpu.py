# title: the list of prices lives on the CPU
# says: torch.tensor([1.2, 2.0]) is born on the CPU and cannot meet a distance that lives elsewhere.
# fails: test_fee_on_device

def fee(d):
    miles = torch.stack([d.clamp(max=5.0), torch.relu(d - 5.0)])
    return 3.0 + miles @ torch.tensor([1.2, 2.0], dtype=d.dtype)
