# title: softmax for a single score
# says: Softmax of a single score is always 1.
# fails: test_output_for_late_or_not

OUTPUT = {
    "minutes": "none",
    "late or not": "softmax",
    "which of ten": "softmax",
    "temperature": "none",
}
