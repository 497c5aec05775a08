/** What a program of Go needs beside itself: libraries of C, and folders that it reads. */
import { NEWEST_RELEASE, releaseOf } from "../ecosystems/debianReleases";
import { filesIn } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { goSources } from "../ecosystems/goSources";
import { needOfFolder } from "../ecosystems/runtimeFolders";
import * as sanitize from "../shared/sanitize";
import type { Change } from "./plan";

/** Packages of Debian. */
export interface NativeLibraries {
  readonly build: readonly string[];
  readonly run: readonly string[];
}

/** With cgo, a program is built on the platform that it is for, and runs on the release of Debian that it is linked on. */
export function cgoChanges({ build, run }: NativeLibraries, version: string | null): Change[] {
  const release = releaseOf("golang", version ?? "1") ?? NEWEST_RELEASE;
  const apt = (names: readonly string[]) =>
    `RUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends ${names.join(" ")} \\\\\n    && rm -rf /var/lib/apt/lists/*`;
  return [
    {
      replace: "downloads the modules and copies the source code, on the build platform.",
      by: "downloads the modules and copies the source code.",
    },
    { replace: "--platform=\\$BUILDPLATFORM golang:", by: "golang:" },
    {
      replace: "WORKDIR /src\nCOPY go.mod",
      by: `${build.length === 0 ? "" : `${apt(build)}\n`}WORKDIR /src\nCOPY go.mod`,
    },
    {
      replace: "compiles a static binary for the target platform.",
      by: "compiles the binary, which is linked to C libraries.",
    },
    { replace: "ARG TARGETOS\nARG TARGETARCH\n", by: "" },
    { replace: "CGO_ENABLED=0 GOOS=\\$TARGETOS GOARCH=\\$TARGETARCH go build", by: "CGO_ENABLED=1 go build" },
    { replace: "alpine:${8:3.22}", by: `debian:${release}-slim` },
    {
      replace: "RUN apk add --no-cache ca-certificates tzdata",
      by: apt(["ca-certificates", ...run, "tzdata"]),
    },
  ].filter(
    ({ replace, by }) => replace !== by && !(replace.startsWith("WORKDIR /src\nCOPY") && build.length === 0),
  );
}

/** Folders that the sources name and that are in no program: templates, pages, migrations. */
export function besideChanges(folder: ProjectFolder, snippet: string): Change[] {
  const texts = goSources(folder)
    .map(file => folder.read(file) ?? "")
    .join("\n");
  const tops = [
    ...new Set(
      [...folder.files].flatMap(file => (file.includes("/") ? [file.slice(0, file.indexOf("/"))] : [])),
    ),
  ];
  const embedded = [...texts.matchAll(/^\/\/go:embed (.*)$/gm)].map(([, names = ""]) => names).join(" ");
  const named = tops.filter(
    top =>
      needOfFolder(top) === "run" &&
      sanitize.path(top) === top &&
      new RegExp(`["\`](?:\\./)?${top}(?:/|["\`])`).test(texts) &&
      !embedded.includes(top) &&
      filesIn(folder, top).some(file => !file.endsWith(".go")),
  );
  if (named.length === 0) return [];
  const copies = named.map(top => `COPY ${top} ./${top}\n`).join("");
  const before = snippet === "ms-go-distroless" ? "ENTRYPOINT [" : "USER 65532:65532\nENTRYPOINT [";
  return [{ replace: before, by: `WORKDIR /app\n${copies}${before}` }];
}
