# title: adds up in float32
# says: float32 holds whole numbers up to 16,777,216 only; plain ints hold them all.
# fails: test_count_many_layers

def count_parameters_by_hand(sizes):
    s = torch.tensor(sizes, dtype=torch.float32)
    return int((s[:-1] * s[1:] + s[1:]).sum().item())
