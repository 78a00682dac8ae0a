# title: takes the sizes out of the list
# says: The list belongs to the caller: it is empty afterwards.
# fails: test_count_leaves_the_list_alone

def count_parameters_by_hand(sizes):
    total = 0
    n_in = sizes.pop(0)
    while sizes:
        n_out = sizes.pop(0)
        total += n_in * n_out + n_out
        n_in = n_out
    return total
