# title: sorted by a key, dictionaries in another order
CHOOSE = {
    "voice mail": "deep learning", "photos": "deep learning", "heavy parcel": "rules",
    "credit": "classical ml", "new depot": "classical ml", "refund": "rules",
}
ML_OR_DL = {key: "ml" for key in ("data regime", "feature engineering", "interpretability")}
ML_OR_DL |= {key: "dl" for key in ("performance", "cost", "model class")}
NESTING = sorted(["DL", "AI", "ML"], key={"AI": 0, "ML": 1, "DL": 2}.get)
PYTORCH = {}
PYTORCH["made by"], PYTORCH["year"], PYTORCH["governed by"] = "FAIR", 2016, "PyTorch Foundation"
