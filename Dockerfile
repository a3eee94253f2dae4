# The portal's image: the front-end files from the lock file, then Python and the code.

FROM node:22-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tools/copy_vendor_files.mjs tools/
RUN npm run vendor

FROM python:3.12-slim
# gettext: the catalogues are compiled here; postgresql-client: backup and restore.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext postgresql-client \
    && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_VAR=/var/lib/portal
WORKDIR /portal
COPY requirements*.txt constraints.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
COPY --from=frontend /build/static/vendor static/vendor
# A user of its own, who owns the files people upload and nothing of the code.
RUN useradd --system --home /var/lib/portal --create-home portal \
    && python manage.py compilemessages --verbosity 0 \
    && su portal --shell /bin/sh --command "python manage.py collectstatic --no-input --verbosity 0" \
    && rm -f /var/lib/portal/secret_key \
    && install --directory --owner portal /var/lib/portal/files
USER portal
EXPOSE 8000
CMD ["gunicorn", "intl_portal.wsgi", "--config", "deploy/gunicorn.py"]
