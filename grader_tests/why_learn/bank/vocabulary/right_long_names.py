# title: the long names, and tables built with loops
CHOOSE = dict.fromkeys(["refund", "heavy parcel"], "rules")
CHOOSE.update(dict.fromkeys(["new depot", "credit"], "classical machine learning"))
CHOOSE.update(dict.fromkeys(["photos", "voice mail"], "deep learning"))

ML_OR_DL = {row: "deep learning" for row in ("performance", "cost", "model class")}
for row in ("data regime", "feature engineering", "interpretability"):
    ML_OR_DL[row] = "machine learning"

NESTING = ["Artificial Intelligence", "Machine Learning", "Deep Learning"]
PYTORCH = dict(zip(["made by", "year", "governed by"], ["FAIR", 2016, "PyTorch Foundation"]))
