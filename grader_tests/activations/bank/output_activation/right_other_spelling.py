# title: other spelling

OUTPUT = {
    "temperature": "None",
    "which of ten": "Soft-Max",
    "late or not": " SIGMOID",
    "minutes": "NONE",
}
