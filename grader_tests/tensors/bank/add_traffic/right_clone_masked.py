# title: clone then masked add

def add_traffic(minutes, rush, extra):
    out = minutes.clone()
    out[rush] += extra
    return out
