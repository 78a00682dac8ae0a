# title: copies after the change
# says: The copy comes too late: the caller's times have been changed already.
# fails: test_add_traffic_leaves_the_old_times

def add_traffic(minutes, rush, extra):
    minutes[rush] += extra
    return minutes.clone()
