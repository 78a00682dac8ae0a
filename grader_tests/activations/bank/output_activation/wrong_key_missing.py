# title: one key missing
# says: The temperature has no answer.
# fails: test_output_has_a_word_for_each_question, test_output_for_quantities

OUTPUT = {
    "minutes": "none",
    "late or not": "sigmoid",
    "which of ten": "softmax",
}
