/** A WAR file that does not start by itself: the servlet container that runs it, where the project says which, else asked. */
import * as l10n from "@vscode/l10n";
import type { ServletApi, ServletFacts } from "../../ecosystems/java/servletContainer";
import { IMAGE_VERSIONS } from "../../ecosystems/imageTags";
import type { Change, Question } from "../plan";

/** Each with the API that it runs and the least version of Java: https://tomcat.apache.org/whichversion.html, https://jetty.org/download.html */
const CONTAINERS: readonly (readonly [name: string, apis: readonly ServletApi[], java: number])[] = [
  ["Tomcat 10.1", ["5.0", "6.0"], 11],
  ["Tomcat 9.0", ["javax"], 8],
  ["Tomcat 11.0", ["6.1"], 17],
  ["Jetty 12.0", ["javax", "5.0", "6.0"], 17],
];
/** What Jetty calls the version of Jakarta EE with a version of the API. */
const EE: Readonly<Record<ServletApi, string>> = { javax: "ee8", "5.0": "ee9", "6.0": "ee10", "6.1": "ee11" };

/** Why no Dockerfile is written for it, in a sentence; null where one is. */
export function warRefusal(
  { other, server, isWholePlatform, api }: ServletFacts,
  java: string,
): string | null {
  if (other !== null)
    return l10n.t("The project makes a WAR file for {0}, which needs a configuration of its own.", other);
  if (server === null && isWholePlatform)
    return l10n.t(
      "The project makes a WAR file for an application server with Jakarta EE. Which one is not in its build files.",
    );
  return fitting({ server, api }, java).length === 0
    ? l10n.t(
        "No image of {0} is known that runs this version of the Servlet API with this version of Java.",
        server ?? "Tomcat",
      )
    : null;
}

/** The containers that the project can mean, the likely one first. */
function fitting({ server, api }: Pick<ServletFacts, "server" | "api">, java = "8"): string[] {
  return CONTAINERS.filter(
    ([name, apis]) =>
      (server === null || name.startsWith(server)) &&
      (api === null || apis.includes(api)) &&
      imageOf(name, java) !== null,
  ).map(([name]) => name);
}

/** The image of a container with the least Java that runs what is written for `java`; null where there is none. */
function imageOf(container: string, java: string): string | null {
  const [server = "", version = ""] = container.toLowerCase().split(" ");
  const least = CONTAINERS.find(([name]) => name === container)?.[2] ?? 17;
  const image = server === "jetty" ? "jetty" : "tomcat";
  const runtimes = [...IMAGE_VERSIONS[image]]
    .flatMap(tag => (tag.startsWith(`${version}-jre`) ? Number(tag.slice(version.length + 4)) : []))
    .filter(number => number >= Math.max(Number(java), least))
    .sort((one, other) => one - other);
  return runtimes[0] === undefined ? null : `${image}:${version}-jre${runtimes[0]}`;
}

/** Asked where the build files leave several containers open. */
export function askContainer(facts: ServletFacts, java: string): Question | null {
  const choices = fitting(facts, java);
  if (choices.length < 2) return null;
  return {
    id: "container",
    title: l10n.t("Servlet Container"),
    prompt: l10n.t("Which servlet container runs the WAR file?"),
    why: l10n.t("The build files do not name one that fits."),
    value: choices[0] ?? "",
    choices,
    kind: "name",
    optional: false,
  };
}

/** The texts of a snippet that a container changes. */
interface Places {
  /** The image of the runtime, and what copies the JAR, as the snippet has them. */
  readonly image: string;
  readonly jar: string;
}

/** Puts a container in place of Java alone. `answer` is the chosen one, `java` the version of Java that the build uses. */
export function containerChanges(
  facts: ServletFacts,
  answer: string | null,
  java: string,
  { image, jar }: Places,
): Change[] {
  const name = answer ?? fitting(facts, java)[0] ?? "Tomcat 10.1";
  const [server = ""] = name.split(" ");
  const isTomcat = server === "Tomcat";
  const folder = isTomcat ? "/usr/local/tomcat/webapps" : "/var/lib/jetty/webapps";
  const user = isTomcat ? "65532:65532" : "jetty";
  const before = isTomcat
    ? `RUN mkdir -p conf/Catalina/localhost && chown -R ${user} conf/Catalina webapps\n`
    : // https://github.com/jetty/jetty.docker: the image of Jetty 12 has no modules for WAR files.
      `RUN java -jar /usr/local/jetty/start.jar --add-modules=${modules(EE[facts.api ?? "6.0"])}\n`;
  return [
    { replace: "builds the JAR file.", by: "builds the WAR file." },
    {
      replace: "is the final image: the application on a Java runtime, run as a non-root user.",
      by: `is the final image: the application on ${server}, run as a non-root user.`,
    },
    { replace: image, by: imageOf(name, java) ?? imageOf("Tomcat 10.1", java) ?? "" },
    { replace: "WORKDIR /app\nCOPY --from", by: `${before}COPY --chown=${user} --from` },
    { replace: `${jar} app.jar`, by: `${jar} ${folder}/ROOT.war` },
    {
      replace: 'USER 65532:65532\nENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]',
      by: isTomcat
        ? `ENV CATALINA_OPTS=-XX:MaxRAMPercentage=75\nUSER ${user}\nEXPOSE 8080\nCMD ["catalina.sh", "run"]`
        : `ENV JAVA_OPTIONS=-XX:MaxRAMPercentage=75\nUSER ${user}\nEXPOSE 8080\nCMD ["java", "-jar", "/usr/local/jetty/start.jar"]`,
    },
  ];
}

function modules(ee: string): string {
  return ["webapp", "deploy", "jsp", "jstl"].map(name => `${ee}-${name}`).join(",");
}
