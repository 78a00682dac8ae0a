# title: sigmoid for the minutes
# says: A delivery takes more than one minute: a sigmoid never gets beyond 1.
# fails: test_output_for_quantities

OUTPUT = {
    "minutes": "sigmoid",
    "late or not": "sigmoid",
    "which of ten": "softmax",
    "temperature": "none",
}
