// Shapes of single-stage files that are not among the examples, built before and after the conversion: what a program finds around
// it, and the script that starts it, are the same.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { applyChanges } from "../../server/src/edits/edit";
import { read } from "../convert/hold";
import { build } from "../support/builder";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const WITHIN = 5 * 60_000;

/** Prints what lies under each path: its mode, and its text or where it leads. */
const MAIN = `package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println(os.Getuid(), os.Getgid(), os.Args[1:])
	for _, path := range []string{"/var/lib/shop", "/var/lib/shop/state", "/shop-state", "/etc/shop.conf", "/etc/shop/heredoc.conf", "config/shop.json"} {
		info, err := os.Lstat(path)
		if err != nil {
			fmt.Println(path, "is missing")
			continue
		}
		text, _ := os.ReadFile(path)
		target, _ := os.Readlink(path)
		fmt.Println(path, info.Mode(), target, string(text))
	}
}
`;

const FILES: Readonly<Record<string, string>> = {
  "main.go": MAIN,
  "go.mod": "module example.com/shop\n\ngo 1.24\n",
  "config/shop.json": "{}\n",
  "deploy/my start.sh": '#!/bin/sh\nset -e\nother warm\nexec "$@"\n',
};

const DOCKERFILE = `# escape=\`
FROM golang:1.26-alpine
RUN mkdir -p /var/lib/shop && chmod 2775 /var/lib/shop \`
    && echo ready > /var/lib/shop/state && ln -s /var/lib/shop/state /shop-state
RUN <<EOT
set -e
printf 'a=1\\n' > /etc/shop.conf
EOT
WORKDIR /src
COPY <<'CONF' /etc/shop/heredoc.conf
b=$2
CONF
COPY . .
RUN CGO_ENABLED=0 go build -o /usr/local/bin/shop . && cp /usr/local/bin/shop /usr/local/bin/other
RUN chmod 0755 "deploy/my start.sh"
USER 7777:7777
ENTRYPOINT ["deploy/my start.sh"]
CMD ["shop", "-config", "config/shop.json"]
`;

describe("a shape of a single-stage file, built before and after the conversion", function () {
  this.timeout(WITHIN);
  this.slow(30_000);
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-shape-"));
  const made: string[] = [];

  after(async () => {
    if (made.length > 0) await docker(["image", "rm", "--force", ...made], { timeout: WITHIN });
    rmSync(folder, { recursive: true, force: true });
  });

  it("prints the same with a script, files around the program, heredocs and another escape character", async function () {
    const missing = await ensureImages(["golang:1.26-alpine", "alpine:3.22"]);
    if (missing) skipBecause(this, missing);
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const project = {
      names: new Set(["config/", "deploy/", "go.mod", "main.go"]),
      texts: new Map(Object.entries(FILES)),
    };
    const conversion = convertToMultiStage(read(DOCKERFILE), project, { explain: true });
    assert.ok(conversion.refused === undefined, conversion.refused);
    const printed: string[] = [];
    for (const [which, text] of [
      ["single", DOCKERFILE],
      ["several", applyChanges(DOCKERFILE, conversion.changes)],
    ] as const) {
      const image = `dockerfile-stages-tests/shape-${which}`;
      const file = join(tmpdir(), `${image.replace("/", "-")}.${process.pid}.Dockerfile`);
      writeFileSync(file, text);
      made.push(image);
      const stand = ["--build-context", "alpine:3=docker-image://alpine:3.22"];
      await build(folder, ["--file", file, ...stand, "--load", "--tag", image]);
      rmSync(file);
      const { status, stdout, stderr } = await docker(["run", "--rm", "--network", "none", image], {
        timeout: WITHIN,
      });
      assert.equal(status, 0, `${stderr}\n${text}`);
      printed.push(stdout);
    }
    const [before = "", after = ""] = printed;
    assert.match(before, /^7777 7777 \[warm\]\n/);
    assert.doesNotMatch(before, /missing/);
    assert.equal(after, before);
  });
});
