# title: match with a guard
def fee(d):
    match d:
        case _ if d.item() > 5:
            start, price, base = 5, 2.0, 9.0
        case _:
            start, price, base = 0, 1.2, 3.0
    return (d - start).mul(price).add(base)
