FROM python:3.12-slim AS build
ENV PIP_TARGET=/deps
COPY requirements.txt .
RUN mkdir -p /deps && pip install -r requirements.txt

FROM python:3.12-slim
COPY --from=build /deps /deps
ENV PYTHONPATH=/deps
COPY app.py .
CMD [ "python", "app.py" ]
