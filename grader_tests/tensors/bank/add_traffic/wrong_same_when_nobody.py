# title: hands back the argument when nobody is in the rush hour
# says: `return minutes` hands out the caller's own tensor; build a new one on every path.
# fails: test_add_traffic_returns_its_own_tensor

def add_traffic(minutes, rush, extra):
    if not rush.any():
        return minutes
    return minutes + rush * extra
