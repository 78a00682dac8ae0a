from autograde.gradebook.settings import configure

c = get_config()  # noqa: F821 - nbgrader puts it there
c.CourseDirectory.course_id = "tiny"
configure(c)
