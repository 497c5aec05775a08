FROM python:3.12-slim AS deps
WORKDIR /app
COPY requirements.txt .
RUN pip install \
    -r requirements.txt
RUN touch ready

FROM python:3.12-slim
WORKDIR /app
COPY --from=deps /app/ready .
COPY app.py .
CMD ["python", "app.py"]
