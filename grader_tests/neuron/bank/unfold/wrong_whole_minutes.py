# title: rounded to whole numbers
# says: Rounding throws away what was learned: a tenth of a minute per mile is most of a minute in the end.
# fails: test_unfold_other_neurons
def unfold(w_z, b_z, mean, std):
    w = round(w_z / std)
    b = round(b_z - w * mean)
    return w, b
