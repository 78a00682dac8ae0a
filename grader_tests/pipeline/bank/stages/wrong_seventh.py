# title: a seventh stage, of the student's own
# says: The way has six stages, those of the list; leave out what is not on it.
# fails: test_stages_form, test_stages_in_order
STAGES = ["data ingestion", "data preparation", "model building", "training", "evaluation", "deployment", "monitoring"]
