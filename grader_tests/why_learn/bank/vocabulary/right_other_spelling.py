# title: other case, blanks and hyphens, a tuple, a year as text
CHOOSE = {
    "Refund": "RULES",
    "Photos": "Deep-Learning",
    "New Depot": "Classical ML",
    "Voice mail": "deep  learning",
    "Credit": "classical_ml",
    "Heavy parcel": " rules ",
}
ML_OR_DL = {
    "Performance": "DL",
    "Data Regime": "ML",
    "Cost": "DL",
    "Model Class": "DL",
    "Feature Engineering": "ML",
    "Interpretability": "ML",
}
NESTING = ("ai", "ml", "dl")
PYTORCH = {"made by": "Fair", "year": "2016", "governed by": "Pytorch foundation"}
