FROM python:3.12-slim AS lint
WORKDIR /lint
COPY app.py .
RUN python -m py_compile app.py

FROM python:3.12-slim
WORKDIR /install
COPY requirements.txt .
RUN pip install --prefix=/install -r requirements.txt && touch /install/done

FROM python:3.12-slim
COPY --from=lint /install /usr/local
COPY app.py .
CMD ["python", "app.py"]
