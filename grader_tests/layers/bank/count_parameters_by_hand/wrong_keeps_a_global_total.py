# title: counts on from call to call
# says: The total of the last call is still in the variable: begin with zero inside the function.
# fails: test_count_one_layer, test_count_many_layers

total_parameters = 0
def count_parameters_by_hand(sizes):
    global total_parameters
    for i in range(len(sizes) - 1):
        total_parameters += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total_parameters
