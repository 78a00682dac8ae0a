"""
From a submission to a result.

`attempt` runs a notebook and keeps it answering, `one` grades one submission, `document` writes
down what a person will read, `server` is the process that grades one after another, `batch`
conducts a class, `plugin` is for whoever writes checks.
"""
