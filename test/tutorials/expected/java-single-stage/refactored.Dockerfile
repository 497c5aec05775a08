# Build stage: only what is copied from it is in the final image
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /app
COPY . .
RUN mvn package

# Runtime image: the Java runtime of the same version, without the compiler and build tools
FROM eclipse-temurin:21-jre AS runtime
# Check which other files the program reads at run time, and copy them here.
WORKDIR /app
# Copy the files that the start command names
COPY --from=build /app/target/app.jar /app/target/app.jar
EXPOSE 8080
CMD ["java", "-jar", "target/app.jar"]
