# title: the extra minutes live on the CPU
# says: The table of extra minutes is made on the CPU; zeros_like(minutes) is where the minutes are.
# fails: test_add_traffic_on_device

def add_traffic(minutes, rush, extra):
    more = torch.zeros(len(minutes))
    more[rush] = extra
    return minutes + more
