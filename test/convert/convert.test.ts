import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { NO_PROJECT } from "../../server/src/convert/conversion";
import type { Project } from "../../server/src/convert/conversion";
import { applyChanges } from "../../server/src/edits/edit";
import { realFiles, withSharedData } from "../stages/sharedData";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { conversionExamples } from "./conversionExamples";
import type { ConversionExample } from "./conversionExamples";
import { comments, hold, read } from "./hold";

const EXPLAINED = { explain: true };

function converted(text: string, project: Project = NO_PROJECT, options = EXPLAINED): string | null {
  const { changes } = { changes: null, ...convertToMultiStage(read(text), project, options) };
  return changes && applyChanges(text, changes);
}

/** Bases of known languages and a start each, for stages that real files have: by a word that they have. */
const BASES: readonly (readonly [RegExp, string, string])[] = [
  [/\b(?:npm|yarn|pnpm)\b/, "FROM node:22", '["node", "dist/main.js"]'],
  [/\b(?:npm|yarn|pnpm)\b/, "FROM node:18-alpine", "npm start"],
  [/\bgo (?:build|install)\b|\bmake\b/, "FROM golang:1.25", '["./app"]'],
  [/\bgo (?:build|install)\b|\bmake\b/, "FROM golang:1.25-alpine", '["/usr/local/bin/app"]'],
  [/\b(?:pip3?|poetry|uv)\b/, "FROM python:3.12", '["gunicorn", "app"]'],
  [/\b(?:gradlew?|javac|mvnw?)\b/, "FROM maven:3-eclipse-temurin-21-alpine", "java -jar target/app.jar"],
  [/\bcargo\b/, "FROM rust:1", '["/usr/local/bin/app"]'],
  [/\bcomposer\b/, "FROM php:8.3-apache", '["apache2-foreground"]'],
  [/\bbundle\b/, "FROM ruby:3.3", '["bundle", "exec", "puma"]'],
];

describe("a conversion into several stages", () => {
  for (const [language, examples] of conversionExamples())
    describe(`of ${language}`, () => {
      for (const { name, before, after, project } of examples)
        it(name, () => {
          const conversion = convertToMultiStage(read(before), project, EXPLAINED);
          const result =
            conversion.refused === undefined
              ? applyChanges(before, conversion.changes)
              : { refused: conversion.refused };
          assert.deepEqual(result, after);
          if (typeof result === "string") hold(before, result);
        });

      it("at least three files", () => {
        if (language !== "any")
          assert.ok(examples.filter(({ after }) => typeof after === "string").length >= 3);
      });
    });

  const done: readonly ConversionExample[] = [...conversionExamples().values()]
    .flat()
    .filter(({ after }) => typeof after === "string");

  it("does the same with other line ends, a byte order mark, and without a last line end", () => {
    for (const { before, project } of done) {
      const plain = converted(before, project) ?? "";
      const crlf = (text: string) => text.replaceAll("\n", "\r\n");
      assert.equal(converted(crlf(before), project), crlf(plain));
      assert.equal(converted(`\uFEFF${before}`, project), `\uFEFF${plain}`);
      hold(before.trimEnd(), converted(before.trimEnd(), project) ?? "");
    }
  });

  it("writes keywords as the file does", () => {
    for (const { before, project } of done) {
      const lower = before.replace(/^[A-Z]{3,}(?= )/gm, keyword => keyword.toLowerCase());
      const after = converted(lower, project) ?? "";
      hold(lower, after);
      assert.doesNotMatch(after, /^(?:FROM|COPY|RUN|ENV) /m);
    }
  });

  it("writes no comment of its own where nobody wants one, and says in choices what is not known", () => {
    for (const { before, project } of done) {
      const silent = { explain: false };
      const after = converted(before, project, silent) ?? "";
      hold(before, after);
      assert.deepEqual(comments(after).sort(), comments(before).sort());
      const told = (options: typeof silent) => {
        const conversion = convertToMultiStage(read(before), project, options);
        return conversion.refused === undefined ? conversion.choices : [];
      };
      assert.deepEqual(told(silent), told(EXPLAINED));
      assert.ok(told(silent).length >= 2);
      const explained = converted(before, project) ?? "";
      for (const { text, isUnknown } of told(EXPLAINED))
        if (isUnknown) assert.ok(explained.includes(`# ${text}`), text);
    }
  });

  it("says every package again that it does not leave to the build by name", () => {
    const text = readFileSync(join(__dirname, "examples/node.txt"), "utf8");
    assert.match(text, /apk add --no-cache tini curl/);
  });

  it("throws at nothing, whatever the text", function () {
    this.timeout(60_000);
    for (const { text } of Object.values(HOSTILE_TEXTS))
      for (const base of ["", "FROM node:22\nWORKDIR /a\nRUN npm ci\n"]) {
        const after = converted(base + text);
        if (after !== null) assert.ok(read(after).model.stages.length > 1);
      }
  });

  it("is done with a very long file before anybody notices", function () {
    this.timeout(60_000);
    const lines = Array.from(
      { length: 5_000 },
      (_, i) => `ENV V${i}=$V${i - 1}\nWORKDIR /a/${i}\nRUN npm run a${i} && echo\n`,
    );
    const analysis = read(`FROM node:22\nWORKDIR /a\nRUN npm ci\n${lines.join("")}CMD ["node", "."]\n`);
    const begun = performance.now();
    assert.equal(convertToMultiStage(analysis, NO_PROJECT, EXPLAINED).refused, undefined);
    const took = performance.now() - begun;
    assert.ok(took < 15_000, `${took} ms`);
  });

  withSharedData(() => {
    it("holds for stages of real files, taken by themselves", function () {
      this.timeout(120_000);
      const reasons = new Map<string, number>();
      let count = 0;
      for (const { dockerfile: text } of realFiles()) {
        const { model } = read(text);
        for (const { index, line, base, body } of model.stages) {
          if (base.to !== "image" || model.referencesByStage[index]?.some(({ to }) => typeof to === "number"))
            continue;
          const head = text.slice(0, model.stages[0]?.line.from) + text.slice(line.from, line.start);
          const rest = body.length === 0 ? "" : text.slice(line.next, body.at(-1)?.end);
          const own = text.slice(line.start, line.end);
          const likely = BASES.filter(([word]) => word.test(rest));
          for (const [, from, start] of [[/^/, own, ""] as const, ...likely]) {
            const before = `${head}${from}\n${rest}\n${start === "" ? "" : `CMD ${start}\n`}`;
            const conversion = convertToMultiStage(read(before), NO_PROJECT, EXPLAINED);
            if (conversion.refused === undefined) {
              hold(before, applyChanges(before, conversion.changes));
              count++;
            } else
              reasons.set(
                conversion.refused.slice(0, 45),
                (reasons.get(conversion.refused.slice(0, 45)) ?? 0) + 1,
              );
          }
        }
      }
      console.log(`      ${count} were converted`);
      for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 12))
        console.log(`        ${times}: ${reason}`);
      assert.ok(count > 150);
    });
  });
});
