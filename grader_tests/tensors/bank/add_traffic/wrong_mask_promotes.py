# title: a float64 mask makes float64 of everything
# says: float32 times float64 is float64. Which dtype did the minutes have?
# fails: test_add_traffic_other_evenings, test_add_traffic_leaves_the_old_times, test_add_traffic_returns_its_own_tensor
def add_traffic(minutes, rush, extra):
    return minutes + rush.double() * extra
