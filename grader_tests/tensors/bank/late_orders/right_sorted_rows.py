# title: Python sorts the rows
def late_orders(orders, promise=30.0):
    rows = sorted((r for r in orders if r[1] > promise), key=lambda r: float(r[1]), reverse=True)
    return torch.stack(rows) if rows else orders.new_empty(0, 2)
