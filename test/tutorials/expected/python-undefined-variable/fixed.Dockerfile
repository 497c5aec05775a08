FROM python:3.12-slim AS build
ENV APP_HOME=/app
WORKDIR $APP_HOME
COPY . .
RUN python -m py_compile app.py

FROM python:3.12-slim
ENV APP_HOME=/app
WORKDIR $APP_HOME
COPY --from=build $APP_HOME/app.py .
CMD ["python", "app.py"]
