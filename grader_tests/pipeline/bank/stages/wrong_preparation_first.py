# title: preparation before ingestion
# says: There is nothing to prepare before something has come in.
# fails: test_stages_in_order
STAGES = [
    "data preparation",
    "data ingestion",
    "model building",
    "training",
    "evaluation",
    "deployment",
]
