"""The table of jobs. Each is safe to run twice; a run that was missed is made up once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from dondoc.notices.digest import make_digests
from dondoc.notices.outbox import deliver
from dondoc.notices.reminders import remind
from dondoc.notices.rounds import chase_rounds
from dondoc.notices.sweeping import sweep
from dondoc.reports.actions import fill_all, open_due
from dondoc.tasks import counting
from dondoc.tasks.actions import escalate, follow_successions, make_periods, release_leavers


@dataclass(frozen=True, slots=True)
class Daily:
    """Each day at a time of Việt Nam."""

    at: time

    def slot(self, now: datetime) -> datetime:
        """The latest time at or before ``now`` at which the job was to run."""
        day = timezone.localdate(now)
        today = timezone.make_aware(datetime.combine(day, self.at))
        return today if today <= now else timezone.make_aware(datetime.combine(day - timedelta(days=1), self.at))

    @property
    def patience(self) -> timedelta:
        """How long after a slot the job counts as late."""
        return timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Every:
    """At each full stretch of so many minutes since midnight of Việt Nam."""

    minutes: int

    def slot(self, now: datetime) -> datetime:
        local = timezone.localtime(now)
        over = (local.hour * 60 + local.minute) % self.minutes
        return local.replace(second=0, microsecond=0) - timedelta(minutes=over)

    @property
    def patience(self) -> timedelta:
        return timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """``function`` gets the present time and returns how much it did. ``lease``: longer it does not run unless it
    died."""

    name: str
    label: str
    when: Daily | Every
    function: Callable[[datetime], int]
    lease: timedelta = timedelta(hours=1)


def periods(now: datetime) -> int:
    """Make the periods of recurring duties ahead."""
    return make_periods(None, timezone.localdate(now))


def successions(now: datetime) -> int:
    """Pass the work of units that have ended to the units that followed."""
    return follow_successions(None, timezone.localdate(now))


def leaving(now: datetime) -> int:
    """Give the work of people who have left their unit back to its head."""
    return release_leavers(None, timezone.localdate(now))


def reports(now: datetime) -> int:
    """Open the periods of reports whose time has come, and fill the units' forms from their work."""
    today = timezone.localdate(now)
    return open_due(None, today) + fill_all(None, today)


def difficulties(now: datetime) -> int:
    """Take difficulties that were not answered in their time one station up."""
    return len(escalate(None, timezone.localdate(now)))


def counts(now: datetime) -> int:
    """Keep the counts of the statistics together, and right."""
    return counting.keep()


def tallies(now: datetime) -> int:
    """Bring the rows of the counts together that the day's changes have added."""
    return counting.compact()


def sessions(now: datetime) -> int:
    """Remove sessions that are over."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


JOBS: tuple[Job, ...] = (
    Job("successions", "Chuyển việc của đơn vị đã sáp nhập", Daily(time(0, 15)), successions),
    Job("leaving", "Trả việc của người thôi vị trí về đơn vị", Daily(time(0, 20)), leaving),
    Job("periods", "Lập kỳ của nhiệm vụ định kỳ", Daily(time(0, 30)), periods),
    Job("difficulties", "Chuyển khó khăn, vướng mắc quá hạn lên cấp trên", Daily(time(0, 45)), difficulties),
    Job("reports", "Mở kỳ báo cáo, điền báo cáo của đơn vị", Daily(time(0, 50)), reports),
    Job("sessions", "Dọn phiên đăng nhập", Daily(time(1, 0)), sessions),
    Job("sweep", "Dọn thông báo cũ", Daily(time(1, 30)), sweep),
    Job("counts", "Kiểm tra số liệu thống kê", Daily(time(2, 0)), counts),
    Job("reminders", "Nhắc việc", Daily(time(7, 0)), remind),
    Job("rounds", "Đôn đốc trả lời các đợt lấy ý kiến, tổng hợp", Daily(time(7, 15)), chase_rounds),
    Job("digests", "Thư tổng hợp hằng ngày", Daily(time(7, 30)), make_digests),
    Job("tallies", "Gộp số liệu thống kê", Every(60), tallies),
    Job("outbox", "Gửi thư, tin", Every(1), deliver, timedelta(minutes=30)),
)
"""In the order in which they are made up for after a pause."""
