from celery import shared_task

from core import jobs


@shared_task(name="core.tasks.run_job")
def run_job(job_id: int):
    """Carry out a job; delivered twice, it works once."""
    jobs.carry_out(job_id)
