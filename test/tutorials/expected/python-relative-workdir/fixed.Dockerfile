FROM python:3.12-slim AS test
WORKDIR /app
COPY . .
RUN python -m py_compile app.py

FROM python:3.12-slim
WORKDIR /app
COPY --from=test /app/app.py .
ENTRYPOINT ["python", "app.py"]
