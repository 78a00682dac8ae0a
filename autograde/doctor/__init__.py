"""``autograde doctor``: is the course what it promises to be?"""

from autograde.doctor.course import course_complaints
from autograde.doctor.examine import Examination, examine
from autograde.doctor.table import stale_table, write_table

__all__ = ["Examination", "course_complaints", "examine", "stale_table", "write_table"]
