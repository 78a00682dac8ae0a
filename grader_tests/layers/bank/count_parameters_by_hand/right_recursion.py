# title: recursion

def count_parameters_by_hand(sizes):
    if len(sizes) < 2:
        return 0
    return (sizes[0] + 1) * sizes[1] + count_parameters_by_hand(sizes[1:])
