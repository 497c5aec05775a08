/** What a program of Go needs beside itself: libraries of C, and folders that it reads. */
import { NEWEST_RELEASE, releaseOf } from "../ecosystems/debianReleases";
import type { ProjectFolder } from "../ecosystems/folder";
import { goSources } from "../ecosystems/goSources";
import { namedAtRoot } from "../ecosystems/namedAtRoot";
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

/** What the sources read beside their program, and the folder that a database in it is written to. */
export function besideChanges(folder: ProjectFolder, snippet: string, at: string): Change[] {
  const texts = goSources(folder)
    .map(file => folder.read(file) ?? "")
    .join("\n");
  const embedded = [...texts.matchAll(/^\/\/go:embed (.*)$/gm)].map(([, names = ""]) => names).join(" ");
  const named = namedAtRoot(folder, texts, /\.go$/).filter(top => !embedded.includes(top));
  const writes = (folder.read("go.mod") ?? "")
    .split("\n")
    .some(
      line =>
        !line.includes("// indirect") &&
        /\b(?:sqlite3?|bbolt|boltdb|badger|buntdb|pebble|goleveldb)\b/.test(line),
    );
  if (named.length === 0 && !writes) return [];
  const from = (top: string) => (at === "" ? top : `${at}/${top}`);
  const owner = writes ? "--chown=65532:65532 " : "";
  const copies = named.map(top => `COPY ${owner}${from(top)} ./${top}\n`).join("");
  const before = snippet === "ms-go-distroless" ? "ENTRYPOINT [" : "USER 65532:65532\nENTRYPOINT [";
  // A folder that COPY makes belongs to whom the files belong to; one that WORKDIR makes does not.
  const data = "COPY --from=${4:build} --chown=65532:65532 /out/data /app/\n";
  return [
    { replace: before, by: `${writes ? data : ""}WORKDIR /app\n${copies}${before}` },
    ...(writes
      ? [
          {
            replace: "-o /out/${5:app} ${6:.}\n",
            by: "-o /out/${5:app} ${6:.} \\\\\n    && mkdir /out/data\n",
          },
        ]
      : []),
  ];
}
