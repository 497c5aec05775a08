/** A build under the debugger, as a person sees it: a breakpoint in the gutter, the stop, its variables, a shell there, and on to the end. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseInMenu, clickUntil, openFile } from "./acts";
import { lensesOver, terminal } from "./parts";
import { buildingWindow } from "./sharedWindow";

const FILE = "debug.Dockerfile";
/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const TEXT = `FROM alpine:latest AS base
ARG MODE=${ONCE}
RUN echo "$MODE" > /mode
# The breakpoint is set here.
RUN test -s /mode && \\
    touch /tested
`;

describe("a build that is debugged, in the real window", () => {
  const window = buildingWindow({
    prepare: async ({ page, folder }) => {
      writeFileSync(join(folder, FILE), TEXT);
      await openFile(page, FILE);
    },
    restore: async ({ page, folder }) => {
      await page.keyboard.press("Shift+F5");
      rmSync(join(folder, FILE), { force: true });
    },
  });

  it("stops at a breakpoint, shows the variables there, opens a shell, and goes on to its end", async () => {
    const { page, picture } = window;
    const toolbar = page.locator(".debug-toolbar");
    // Before the extension runs, nothing takes a breakpoint in a Dockerfile.
    await lensesOver(page).filter({ hasText: "Build base" }).first().waitFor();
    await page.locator(".monaco-editor .view-line").filter({ hasText: "The breakpoint" }).click();
    await page.keyboard.press("F9");
    await page.locator(".codicon-debug-breakpoint").first().waitFor();
    await chooseInMenu(page, page.locator(".view-line").filter({ hasText: "FROM" }), "Debug This Stage", () =>
      picture("debug-menu"),
    );
    await page.locator(".debug-top-stack-frame-line").first().waitFor();
    const top = page.locator(".debug-call-stack .monaco-list-row").filter({ hasText: "RUN test -s /mode" });
    await top.first().waitFor();
    const variable = (name: string | RegExp) =>
      page.locator(".debug-variables .monaco-list-row").filter({ hasText: name }).first();
    await clickUntil(variable("Arguments"), variable("platform"));
    await clickUntil(variable(/^exec/), variable("workdir"));
    await picture("debug-stopped");
    await toolbar.getByRole("button", { name: "Open Shell at This Stop" }).click();
    await terminal(page).filter({ hasText: "Running /bin/sh in build container from line" }).waitFor();
    await page.locator(".terminal-wrapper.active textarea").first().focus();
    await page.keyboard.type("cat /mode; ls /tested");
    await page.keyboard.press("Enter");
    await terminal(page).filter({ hasText: ONCE }).filter({ hasText: "No such file" }).waitFor();
    await picture("debug-shell");
    await toolbar.getByRole("button", { name: /^Continue/ }).click();
    await toolbar.waitFor({ state: "hidden" });
    await picture("debug-ended");
  });
});
