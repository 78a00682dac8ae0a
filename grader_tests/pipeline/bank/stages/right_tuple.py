# title: a tuple, with capitals
STAGES = (
    "Data Ingestion",
    "Data Preparation",
    "Model Building",
    "Training",
    "Evaluation",
    "Deployment",
)
