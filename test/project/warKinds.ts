/** Kinds of WAR files that real projects make, each as its smallest input. */
import type { ProjectCase } from "./projects";

const war = (inner: string, version = "") =>
  `<project><artifactId>shop</artifactId><version>1.2</version><packaging>war</packaging>${version}${inner}</project>`;
const plugin = (name: string, more = "") =>
  `<build><plugins><plugin><artifactId>${name}</artifactId>${more}</plugin></plugins></build>`;
const api = (group: string, name: string, version: string) =>
  `<dependencies><dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency></dependencies>`;
const maven = (text: string, more: Readonly<Record<string, string>> = {}) => ({ "pom.xml": text, ...more });
const JAKARTA = api("jakarta.servlet", "jakarta.servlet-api", "6.0.0");
const JAVAX = api("javax.servlet", "javax.servlet-api", "4.0.1");
const what = "Java with Maven";
const CHOICE = "container=Tomcat 10.1";

export const WAR_KINDS: Readonly<Record<string, ProjectCase>> = {
  "Maven, and nothing tells what runs it": {
    files: maven(war("")),
    what,
    asks: [CHOICE],
    has: [
      "# build builds the WAR file.",
      "# runtime is the final image: the application on Tomcat, run as a non-root user.",
      "FROM tomcat:10.1-jre21 AS runtime",
      "COPY --chown=65532:65532 --from=build /src/target/shop-1.2.war /usr/local/tomcat/webapps/ROOT.war",
      "EXPOSE 8080",
      'CMD ["catalina.sh", "run"]',
    ],
    hasNot: ["ENTRYPOINT", "JAR", "eclipse-temurin:21-jre"],
  },
  "Maven with Servlet 6.0": { files: maven(war(JAKARTA)), what, asks: [CHOICE] },
  "Maven with Servlet 4.0, and the answer is Jetty": {
    files: maven(war(JAVAX, "<properties><java.version>11</java.version></properties>")),
    what,
    asks: ["container=Tomcat 9.0"],
    answers: { container: "Jetty 12.0" },
    has: [
      "FROM maven:3-eclipse-temurin-11 AS source",
      "FROM jetty:12.0-jre17 AS runtime",
      "RUN java -jar /usr/local/jetty/start.jar --add-modules=ee8-webapp,ee8-deploy,ee8-jsp,ee8-jstl",
      "COPY --chown=jetty --from=build /src/target/shop-1.2.war /var/lib/jetty/webapps/ROOT.war",
    ],
  },
  "Maven with Servlet 6.1": {
    files: maven(war(api("jakarta.servlet", "jakarta.servlet-api", "6.1.0"))),
    what,
    has: ["FROM tomcat:11.0-jre21 AS runtime"],
  },
  "Maven with the plugin of Tomcat and an old Java": {
    files: maven(
      war(
        plugin("tomcat7-maven-plugin") + JAVAX,
        "<properties><maven.compiler.source>1.8</maven.compiler.source></properties>",
      ),
    ),
    what,
    has: ["FROM tomcat:9.0-jre8 AS runtime"],
  },
  "Maven with the plugin of Jetty": {
    files: maven(war(plugin("jetty-ee10-maven-plugin"))),
    what,
    has: [
      "FROM jetty:12.0-jre21 AS runtime",
      "RUN java -jar /usr/local/jetty/start.jar --add-modules=ee10-webapp,ee10-deploy,ee10-jsp,ee10-jstl",
    ],
  },
  "Maven with Cargo for a container": {
    files: maven(
      war(
        plugin(
          "cargo-maven3-plugin",
          "<configuration><container><containerId>tomcat9x</containerId></container></configuration>",
        ),
      ),
    ),
    what,
    has: ["FROM tomcat:9.0-jre21 AS runtime"],
  },
  "Maven with a plugin in a comment": {
    files: maven(war(`<!-- ${plugin("wildfly-maven-plugin")} -->`)),
    what,
    asks: [CHOICE],
  },
  "Maven with WildFly": {
    files: maven(war(plugin("wildfly-maven-plugin") + JAKARTA)),
    what,
    refused: /WildFly/,
  },
  "Maven with Open Liberty": {
    files: maven(war(plugin("liberty-maven-plugin"))),
    what,
    refused: /Open Liberty/,
  },
  "Maven with all of Jakarta EE": {
    files: maven(war(api("jakarta.platform", "jakarta.jakartaee-api", "10.0.0"))),
    what,
    refused: /Jakarta EE/,
  },
  "Maven with a module": {
    files: maven(
      "<project><packaging>pom</packaging><modules><module>web</module><module>core</module></modules></project>",
      {
        "web/pom.xml": war(plugin("jetty-ee10-maven-plugin")),
        "core/pom.xml": "<project><artifactId>core</artifactId></project>",
      },
    ),
    what,
    asks: ["program=web"],
    has: [
      "FROM jetty:12.0-jre21 AS runtime",
      "COPY --chown=jetty --from=build /src/web/target/shop-1.2.war /var/lib/jetty/webapps/ROOT.war",
    ],
  },
  "Spring Boot with Maven, which starts by itself": {
    files: maven(
      war(
        plugin("spring-boot-maven-plugin"),
        "<parent><artifactId>spring-boot-starter-parent</artifactId><version>3.5.0</version></parent>",
      ),
    ),
    what: "Spring Boot with Maven",
    snippets: ["ms-java-maven"],
    has: [
      "COPY --from=build /src/target/shop-1.2.war app.jar",
      "EXPOSE 8080",
      'ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]',
    ],
    hasNot: ["tomcat"],
  },
  "Gradle, and nothing tells what runs it": {
    files: {
      "build.gradle": "plugins {\n  id 'war'\n}\nversion = '1.0'\n",
      "settings.gradle": "rootProject.name = 'shop'\n",
    },
    what: "Java with Gradle",
    asks: [CHOICE],
    has: [
      "FROM tomcat:10.1-jre21 AS runtime",
      "RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle --no-daemon war",
      "COPY --chown=65532:65532 --from=build /src/build/libs/shop-1.0.war /usr/local/tomcat/webapps/ROOT.war",
    ],
  },
  "Gradle with Gretty": {
    files: {
      "build.gradle.kts":
        'plugins {\n    war\n    id("org.gretty") version "4.1.0"\n}\ndependencies {\n  providedCompile("jakarta.servlet:jakarta.servlet-api:6.0.0")\n}\ngretty {\n  servletContainer = "jetty11"\n}\n',
    },
    what: "Java with Gradle",
    has: ["FROM jetty:12.0-jre21 AS runtime"],
  },
  "Gradle with Open Liberty": {
    files: { "build.gradle": "plugins {\n  id 'war'\n  id 'io.openliberty.tools.gradle.Liberty'\n}\n" },
    what: "Java with Gradle",
    refused: /Open Liberty/,
  },
  "Gradle with Servlet 4.0": {
    files: {
      "build.gradle":
        "apply plugin: 'war'\ndependencies {\n  providedCompile 'javax.servlet:javax.servlet-api:4.0.1'\n}\n",
    },
    what: "Java with Gradle",
    asks: ["container=Tomcat 9.0"],
  },
  "Spring Boot with Gradle, which starts by itself": {
    files: { "build.gradle": "plugins {\n  id 'war'\n  id 'org.springframework.boot' version '3.5.0'\n}\n" },
    what: "Spring Boot with Gradle",
    has: [
      "RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle --no-daemon bootWar",
      "COPY --from=build /src/build/libs/src.war app.jar",
    ],
    hasNot: ["tomcat"],
  },
};
