# build installs and builds: nothing of it is in the image but what is copied out of it.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /app
COPY . .
RUN mvn package

# runtime runs the program. The Java runtime of the same version, without compiler and build tools.
FROM eclipse-temurin:21-jre AS runtime
# Not known: which other files the program reads when it runs. Copy them here.
WORKDIR /app
# What the start command names.
COPY --from=build /app/target/app.jar /app/target/app.jar
EXPOSE 8080
CMD ["java", "-jar", "target/app.jar"]
