# title: a table without rows loses its columns
# says: When nobody is late the result still has two columns: shape (0, 2).
# fails: test_late_orders_none_or_one

def late_orders(orders, promise=30.0):
    late = [row for row in orders.tolist() if row[1] > promise]
    return torch.tensor(sorted(late, key=lambda row: -row[1]), device=orders.device)
