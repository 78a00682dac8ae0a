# title: deployment before evaluation
# says: Would you give a network to customers before you know how good it is?
# fails: test_stages_in_order
STAGES = [
    "data ingestion",
    "data preparation",
    "model building",
    "training",
    "deployment",
    "evaluation",
]
