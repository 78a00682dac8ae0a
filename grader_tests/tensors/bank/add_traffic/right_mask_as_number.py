# title: True counts as 1

def add_traffic(minutes, rush, extra):
    return minutes + rush * extra
