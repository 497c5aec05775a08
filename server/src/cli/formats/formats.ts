/** The formats of a report, by the names that `--format` takes: each is loaded when it is asked for. */
import type { Format } from "../report";

export const REPORT_FORMATS: Readonly<Record<string, () => Promise<Format>>> = {
  text: async () => (await import("./text")).textFormat,
  json: async () => (await import("./json")).jsonFormat,
  sarif: async () => (await import("./sarif")).sarifFormat,
  github: async () => (await import("./github")).githubFormat,
  gitlab: async () => (await import("./gitlab")).gitlabFormat,
  checkstyle: async () => (await import("./checkstyle")).checkstyleFormat,
  junit: async () => (await import("./junit")).junitFormat,
};
