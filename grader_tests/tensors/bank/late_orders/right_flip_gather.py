# title: masked_select and gather
def late_orders(orders, promise=30.0):
    late = torch.masked_select(orders, (orders[:, 1] > promise).unsqueeze(1)).reshape(-1, 2)
    places = late[:, 1].sort(stable=True).indices.flip(0)
    return torch.gather(late, 0, places[:, None].expand(-1, 2))
