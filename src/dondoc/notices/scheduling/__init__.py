"""What is done by the clock: the table of jobs, the run of those that are due, and who notices when nothing runs."""

from dondoc.notices.scheduling.jobs import JOBS, Daily, Every, Job
from dondoc.notices.scheduling.running import Run, run_due
from dondoc.notices.scheduling.watching import LateJob, health, late_jobs

__all__ = ["JOBS", "Daily", "Every", "Job", "LateJob", "Run", "health", "late_jobs", "run_due"]
