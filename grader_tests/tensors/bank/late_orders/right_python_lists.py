# title: by Python's lists, with the shape put back

def late_orders(orders, promise=30.0):
    late = [row for row in orders.tolist() if row[1] > promise]
    late.sort(key=lambda row: row[1], reverse=True)
    return torch.tensor(late, dtype=orders.dtype, device=orders.device).reshape(-1, 2)
