# title: grown with append and extend
STAGES = []
for what in ("ingestion", "preparation"):
    STAGES.append(f"data {what}")
STAGES += ["model building", "training"]
STAGES.extend(("evaluation", "deployment"))
