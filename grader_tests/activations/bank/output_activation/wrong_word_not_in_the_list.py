# title: ReLU, which is not in the list
# says: Use one of the three words; and below zero a ReLU has nothing to say.
# fails: test_output_has_a_word_for_each_question, test_output_for_quantities

OUTPUT = {
    "minutes": "none",
    "late or not": "sigmoid",
    "which of ten": "softmax",
    "temperature": "relu",
}
