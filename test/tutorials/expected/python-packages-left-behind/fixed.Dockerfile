# Build stage
FROM python:3.9 AS builder
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

# Production stage
FROM python:3.9-slim
WORKDIR /app
COPY --from=builder /app /app
ENV PATH="/app/.venv/bin:$PATH"
EXPOSE 5000
CMD ["python", "app.py"]
