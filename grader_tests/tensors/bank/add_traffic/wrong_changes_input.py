# title: changes its input
# says: `minutes[rush] += extra` writes into the caller's tensor; clone first or use torch.where.
# fails: test_add_traffic_leaves_the_old_times, test_add_traffic_returns_its_own_tensor

def add_traffic(minutes, rush, extra):
    minutes[rush] += extra
    return minutes
