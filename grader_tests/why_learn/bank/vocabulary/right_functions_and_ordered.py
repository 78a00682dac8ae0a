# title: ordered dictionaries, filled bit by bit
from collections import OrderedDict
CHOOSE = OrderedDict(refund="rules", photos="deep learning")
CHOOSE["new depot"] = CHOOSE["credit"] = "classical ml"
CHOOSE["voice mail"] = CHOOSE["photos"]
CHOOSE["heavy parcel"] = CHOOSE["refund"]
ML_OR_DL = OrderedDict()
for row in "performance", "cost", "model class":
    ML_OR_DL[row] = "dl"
for row in "data regime", "feature engineering", "interpretability":
    ML_OR_DL[row] = "ml"
NESTING = sorted(["DL", "AI", "ML"], key=["AI", "ML", "DL"].index)
PYTORCH = OrderedDict([("made by", "FAIR"), ("year", 2016), ("governed by", "PyTorch Foundation")])
