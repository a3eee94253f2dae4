from smtplib import SMTPException

from celery import shared_task

from core import jobs, shortcomings


@shared_task(name="core.tasks.run_job")
def run_job(job_id: int):
    """Carry out a job; delivered twice, it works once."""
    jobs.carry_out(job_id)


@shared_task(
    name="core.tasks.mail_office",
    autoretry_for=(SMTPException, OSError),
    retry_backoff=30,
    retry_backoff_max=30 * 60,
    max_retries=50,
)
def mail_office(report_id: int):
    """Tell the office of a shortcoming; while the mail server is down it is tried again for a day."""
    shortcomings.mail_office(report_id)
