"""
``autograde review``: a local web app in which people look at a graded class.

What people decide is a rubric: items with points, applied to answers. It is kept in a database of
the app (`store`); scores and comments follow from it (`scoring`) and are written through
nbgrader's gradebook (`book`), so that formgrader, feedback and exports show the same. `work` does
one thing after the other, each logged and undone as a whole. `cells` shows what students made,
`guard` keeps everybody else out, `app` puts it together.
"""
