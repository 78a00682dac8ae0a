# title: a set, which has no order
# says: A set keeps no order; square brackets make a list.
# fails: test_stages_form, test_stages_in_order
STAGES = {
    "data ingestion",
    "data preparation",
    "model building",
    "training",
    "evaluation",
    "deployment",
}
