# title: takes the distances through a float32 tensor
# says: A float32 tensor changes the distances: 0.1 comes back as 0.10000000149.
# fails: test_frozen_on_either_side
def wrong_after_freezing(dynamic, frozen, distances):
    x = torch.tensor(distances)
    wrong = torch.tensor([abs(dynamic(d) - frozen(d)) > 1e-6 for d in distances], dtype=torch.bool)
    return x[wrong].tolist()
