# title: comes back from Python's lists without its device
# says: torch.tensor makes the new table on the CPU; a mask and an index keep the rows where they are.
# fails: test_late_orders_on_device

def late_orders(orders, promise=30.0):
    late = [row for row in orders.tolist() if row[1] > promise]
    late.sort(key=lambda row: row[1], reverse=True)
    return torch.tensor(late, dtype=orders.dtype).reshape(-1, 2)
