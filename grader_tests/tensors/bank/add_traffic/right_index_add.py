# title: index_add at the busy places
def add_traffic(minutes, rush, extra):
    (places,) = rush.nonzero(as_tuple=True)
    return minutes.index_add(0, places, torch.full_like(minutes[places], extra))
