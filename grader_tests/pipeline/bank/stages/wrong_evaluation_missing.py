# title: evaluation is missing
# says: Five of the six are there. Which one tells you whether it works?
# fails: test_stages_form, test_stages_in_order
STAGES = [
    "data ingestion",
    "data preparation",
    "model building",
    "training",
    "deployment",
]
