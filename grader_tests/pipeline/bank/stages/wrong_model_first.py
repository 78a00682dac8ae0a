# title: the model stands first
# says: How many inputs does the model need? You know when the data are there.
# fails: test_stages_in_order
STAGES = [
    "model building",
    "data ingestion",
    "data preparation",
    "training",
    "evaluation",
    "deployment",
]
