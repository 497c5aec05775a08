FROM python:3.12-slim AS deps
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN <<EOF
    pip install -r requirements.txt
    touch ready
EOF

FROM python:3.12-slim
WORKDIR /app
COPY --from=deps /app/ready .
COPY --from=deps /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY app.py .
CMD ["python", "app.py"]
