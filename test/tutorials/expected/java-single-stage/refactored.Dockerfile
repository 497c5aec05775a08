# build installs and builds. The image contains only the files that are copied from this stage.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /app
COPY . .
RUN mvn package

# runtime runs the program. The Java runtime of the same version, without the compiler and build tools.
FROM eclipse-temurin:21-jre AS runtime
# Not known: which other files the program reads at run time. Copy them here.
WORKDIR /app
# The files in the start command.
COPY --from=build /app/target/app.jar /app/target/app.jar
EXPOSE 8080
CMD ["java", "-jar", "target/app.jar"]
