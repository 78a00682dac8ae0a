# title: index_put, not in place
def add_traffic(minutes, rush, extra):
    return minutes.index_put((rush,), minutes[rush] + extra)
