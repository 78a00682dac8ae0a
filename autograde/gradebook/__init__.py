"""
nbgrader: its configuration, our preprocessors in it, and one writer for a whole class.

Importing nbgrader takes two seconds, so nothing of it is imported here; the modules are
`settings` (what nbgrader_config.py calls), `preprocessors` and `writer`.
"""
