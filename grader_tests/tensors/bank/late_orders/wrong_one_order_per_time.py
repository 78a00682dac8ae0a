# title: keeps one order for each time
# says: If two orders took equally long, both were late.
# fails: test_late_orders_whole_rows, test_late_orders_other_promise
def late_orders(orders, promise=30.0):
    by_minutes = {row[1].item(): row for row in orders if row[1] > promise}
    rows = [by_minutes[m] for m in sorted(by_minutes, reverse=True)]
    return torch.stack(rows) if rows else orders[:0]
