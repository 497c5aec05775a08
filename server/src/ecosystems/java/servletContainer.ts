/** What the build of a WAR file says of the program that runs it: plugins that start one, and the Servlet API that it is written for. */

/** `javax` up to Servlet 4.0; the versions after that are in the packages of `jakarta`. */
export type ServletApi = "javax" | "5.0" | "6.0" | "6.1";

export interface ServletFacts {
  readonly server: "Tomcat" | "Jetty" | null;
  /** An application server that is neither; null where none is named. */
  readonly other: string | null;
  /** Null where nothing tells it. */
  readonly api: ServletApi | null;
  /** It asks for more of Jakarta EE than a servlet container has. */
  readonly isWholePlatform: boolean;
}

/** Plugins of Maven and Gradle by the application server that they deploy to. */
const OTHERS: readonly (readonly [server: string, plugin: RegExp])[] = [
  ["WildFly", /\b(?:wildfly|jboss-as)-maven-plugin\b|\bwildfly-jar-maven-plugin\b/],
  ["Open Liberty", /\bliberty-maven-plugin\b|\bio\.openliberty\.tools\b/],
  ["Payara", /\bpayara-(?:micro|server)-maven-plugin\b|\bfish\.payara\b/],
  ["GlassFish", /\b(?:embedded-)?glassfish-maven-plugin\b|\bmaven-embedded-glassfish-plugin\b/],
  ["TomEE", /\btomee-(?:embedded-)?maven-plugin\b/],
  ["WebLogic", /\bweblogic-maven-plugin\b|\bcom\.oracle\.weblogic\b/],
];
const TOMCAT =
  /\btomcat\d*-maven-plugin\b|<containerId>tomcat\d|\bcom\.bmuschko\.tomcat\b|\b(?:servletContainer|containerId)\s{0,3}=?\s{0,3}["']tomcat\d/;
const JETTY =
  /\bjetty-(?:ee\d+-)?maven-plugin\b|<containerId>jetty\d|\b(?:servletContainer|containerId)\s{0,3}=?\s{0,3}["']jetty\d|apply plugin: ["']jetty["']/;

/** Reads the text of build files: a pom.xml, a build.gradle, or several of them. */
export function servletFacts(written: string): ServletFacts {
  const text = written.replace(/<!--.*?-->/gs, "");
  return {
    server: TOMCAT.test(text) ? "Tomcat" : JETTY.test(text) ? "Jetty" : null,
    other: OTHERS.find(([, plugin]) => plugin.test(text))?.[0] ?? null,
    api: apiOf(text),
    isWholePlatform:
      /\b(?:jakarta\.jakartaee(?:-web)?-api|javaee(?:-web)?-api|jakarta\.ejb-api|javax\.ejb-api|microprofile)\b/.test(
        text,
      ),
  };
}

function apiOf(text: string): ServletApi | null {
  const jakarta =
    /\bjakarta\.servlet-api(?:<\/artifactId>\s{0,200}<version>|["']?[:,]\s{0,9}(?:version:?\s{0,3})?["']?)(\d+\.\d)/.exec(
      text,
    )?.[1];
  if (jakarta !== undefined)
    return jakarta.startsWith("4.") ? "javax" : jakarta === "5.0" ? "5.0" : jakarta === "6.0" ? "6.0" : "6.1";
  if (/\bjavax\.servlet\b|\bservlet-api<\/artifactId>\s{0,200}<version>[23]\./.test(text)) return "javax";
  const [, ee] = /\bjetty-ee(\d+)-maven-plugin\b/.exec(text) ?? [];
  if (ee !== undefined) return ({ "8": "javax", "9": "5.0", "10": "6.0" } as const)[ee] ?? "6.1";
  const [, number] = /(?:<containerId>|["'])(?:tomcat|jetty)(\d{1,2})x?\b/.exec(text) ?? [];
  if (number === undefined) return null;
  return Number(number) < 10 ? "javax" : Number(number) === 10 ? "6.0" : null;
}
