# title: training before model building
# says: You cannot train a model that you have not built.
# fails: test_stages_in_order
STAGES = [
    "data ingestion",
    "data preparation",
    "training",
    "model building",
    "evaluation",
    "deployment",
]
