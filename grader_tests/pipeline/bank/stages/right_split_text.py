# title: made from one text, with hyphens and blanks
text = "data-ingestion; data-preparation; model-building; training ; evaluation; deployment"
STAGES = text.split(";")
