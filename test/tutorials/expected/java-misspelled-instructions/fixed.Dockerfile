FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn package

FROM eclipse-temurin:21-jre
WORKDIR /app
COPY --from=build /src/target/app.jar .
ENTRYPOINT ["java", "-jar", "app.jar"]
