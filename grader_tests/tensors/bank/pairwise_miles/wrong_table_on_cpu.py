# title: adds up in a table that lives on the CPU
# says: torch.zeros makes the table on the CPU, where nothing from the graphics card can be added to it.
# fails: test_pairwise_miles_on_device

def pairwise_miles(a, b):
    squares = torch.zeros(len(a), len(b))
    for axis in range(2):
        squares += (a[:, None, axis] - b[None, :, axis]) ** 2
    return squares.sqrt()
