FROM python:3.12-slim AS build
RUN python -m venv --without-pip /venv
ENV PATH="/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install -r requirements.txt

FROM python:3.12-slim
COPY --from=build /venv /venv
COPY app.py .
ENV PATH=/venv/bin:$PATH
CMD ["python", "app.py"]
