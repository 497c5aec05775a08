// Real repositories, which are not part of the project: what is reported of their files, every one of which was read, and is true.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { withSharedData } from "../stages/sharedData";
import { findingsIn } from "./findings";
import { filesBelow, folderFiles } from "./read";
import { unpackRepositories } from "./sharedRepositories";

/** Of UnknownTarget and DockerfileNotFound: the repository, the file and the line, with why it is true. */
const FOUND: Readonly<Record<string, string>> = {
  "UnknownTarget adnoctem+shopware/Makefile:375": "the stages are base, builder and final",
  "UnknownTarget camptocamp+c2cgeoportal/.github/workflows/ngeo-2-7.yaml:60": "no stage lint",
  "UnknownTarget camptocamp+c2cgeoportal/.github/workflows/rebuild-2-7.yaml:68": "no stage lint",
  "UnknownTarget conan-io+conan-docker-tools/images/compose.yml:53": "no stage clang-builder",
  "UnknownTarget samvera+hyrax/.github/workflows/build.yml:73": "the stage was removed",
  "DockerfileNotFound apache+devlake/devops/deployment/temporal/docker-compose-temporal.yml:54":
    "the Dockerfile is in backend",
  "DockerfileNotFound apache+devlake/devops/deployment/temporal/docker-compose-temporal.yml:74":
    "the Dockerfile is in backend",
  "DockerfileNotFound apache+skywalking/test/e2e-v2/cases/php/docker-compose.yml:38":
    "it is not among the files of this data",
  "DockerfileNotFound microsoft+vscode-dev-containers/containers/docker-existing-dockerfile/.devcontainer/devcontainer.json:8":
    "a template for a project that has one",
  "DockerfileNotFound newrelic+newrelic-dotnet-agent/src/Agent/NewRelic/Profiler/docker-compose.yml:13":
    "the folder has one Dockerfile",
  "DockerfileNotFound newrelic+newrelic-dotnet-agent/src/Agent/NewRelic/Profiler/docker-compose.yml:24":
    "the folder has one Dockerfile",
  "DockerfileNotFound newrelic+newrelic-dotnet-agent/src/Agent/NewRelic/Profiler/docker-compose.yml:34":
    "the folder has one Dockerfile",
  "DockerfileNotFound newrelic+newrelic-dotnet-agent/src/Agent/NewRelic/Profiler/docker-compose.yml:46":
    "the folder has one Dockerfile",
};
/** How many arguments are given that no ARG of their Dockerfiles has, by the repository: no line of those has `ARG` with the name. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  "actions+actions-runner-controller": 1,
  "adnoctem+shopware": 1,
  "argoproj+argo-workflows": 1,
  "aztfmod+rover": 1,
  "camptocamp+c2cgeoportal": 1,
  "containerd+containerd": 1,
  "docker+metadata-action": 2,
  "flaudisio+docker-images": 2,
  "fluent+fluent-bit": 1,
  "gentoo+gentoo-docker-images": 2,
  "getredash+redash": 2,
  "hashicorp+consul-k8s": 10,
  "k3d-io+k3d": 2,
  "kartoza+docker-postgis": 2,
  "linkerd+linkerd2": 1,
  "matter-labs+zksync-era": 2,
  "microsoft+vscode-dev-containers": 4,
  "nuclio+nuclio": 3,
  "open-policy-agent+gatekeeper": 2,
  "open-quantum-safe+oqs-demos": 31,
  "open-telemetry+opentelemetry-operator": 4,
  "percona+percona-docker": 4,
  "rstudio+rstudio-docker-products": 10,
  "samvera+hyrax": 8,
  "scilus+containers-scilus": 2,
  "stackrox+collector": 1,
};

withSharedData(() => {
  describe("the problems in files of real repositories", function () {
    this.timeout(120_000);
    const folder = unpackRepositories();

    it("are those that people have found to be true", async () => {
      const found: string[] = [];
      const args: Record<string, number> = {};
      for (const repo of readdirSync(join(folder(), "files"))) {
        const root = join(folder(), "files", repo);
        const files = folderFiles(root);
        const paths = filesBelow(root).map(path => join(root, path));
        for (const [path, findings] of await findingsIn(paths, files))
          for (const { rule, place } of findings) {
            const line = (files.text(path) ?? "").slice(0, place.span.start).split("\n").length;
            if (rule.id === "UndeclaredBuildArgument") args[repo] = (args[repo] ?? 0) + 1;
            else found.push(`${rule.id} ${repo}/${relative(root, path)}:${line}`);
          }
      }
      assert.deepEqual(found.sort(), Object.keys(FOUND).sort());
      assert.deepEqual(args, ARGUMENTS);
    });
  });
});
