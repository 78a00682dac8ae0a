# title: none for everything
# says: Probabilities have to lie between 0 and 1.
# fails: test_output_for_late_or_not, test_output_for_one_of_ten

OUTPUT = dict.fromkeys(["minutes", "late or not", "which of ten", "temperature"], "none")
