/** The formats of a report, by the names that `--format` takes. */
import type { Format } from "../report";
import { checkstyleFormat } from "./checkstyle";
import { githubFormat } from "./github";
import { gitlabFormat } from "./gitlab";
import { jsonFormat } from "./json";
import { junitFormat } from "./junit";
import { sarifFormat } from "./sarif";
import { textFormat } from "./text";

export const REPORT_FORMATS: Readonly<Record<string, Format>> = {
  text: textFormat,
  json: jsonFormat,
  sarif: sarifFormat,
  github: githubFormat,
  gitlab: gitlabFormat,
  checkstyle: checkstyleFormat,
  junit: junitFormat,
};
