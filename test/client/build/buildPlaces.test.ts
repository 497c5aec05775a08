import { strict as assert } from "node:assert";
import {
  buildPlaceText,
  chosenPlaceText,
  readChosenPlace,
  type ChosenPlace,
} from "../../../client/src/build/engines/chosenPlace";
import { builderItems, contextItems } from "../../../client/src/build/engines/placeItems";
import { choiceIsGone } from "../../../client/src/build/problems/problems";
import { keepsImages, readBuilders } from "../../../client/src/engine/builderList";
import { readContexts } from "../../../client/src/engine/contextList";

const KUBE = {
  Name: "kube",
  Driver: "kubernetes",
  Dynamic: true,
  Nodes: [
    {
      Endpoint: "kubernetes:///kube?deployment=&kubeconfig=",
      Status: "running",
      Platforms: ["linux/amd64", "linux/arm64", "linux/386", "linux/arm/v7", "linux/arm/v6"],
    },
    { Endpoint: "tcp://10.0.0.1:1234", Err: "no route to host" },
  ],
};
const DEFAULT = {
  Current: true,
  Driver: "docker",
  Name: "default",
  Nodes: [{ Endpoint: "default", Status: "running", Platforms: ["linux/amd64"] }],
};
const LINES = [DEFAULT, KUBE, DEFAULT].map(item => JSON.stringify(item)).join("\n") + "\n";

const TABLE = `NAME/NODE     DRIVER/ENDPOINT             STATUS   BUILDKIT PLATFORMS
far *         docker-container
  far0        unix:///var/run/docker.sock running  v0.11.6  linux/amd64, linux/arm64
  far1        tcp://mac:2376              stopped           linux/arm64*
default       docker
  default     default                     running  23.0.1   linux/amd64
`;
const NEWER_TABLE = `NAME/NODE     DRIVER/ENDPOINT   STATUS    BUILDKIT         PLATFORMS
default*      docker
 \\_ default    \\_ default       running   v0.0.0+unknown   linux/amd64 (+3), linux/386
`;

describe("the builders of buildx", () => {
  it("are read from a JSON object a line, each once", () => {
    const [first, kube, ...rest] = readBuilders(LINES);
    assert.deepEqual(rest, []);
    assert.deepEqual([first?.name, first?.driver, first?.isCurrent], ["default", "docker", true]);
    assert.deepEqual([kube?.name, kube?.driver, kube?.isCurrent], ["kube", "kubernetes", false]);
    assert.deepEqual(kube?.nodes[1], {
      ...{ endpoint: "tcp://10.0.0.1:1234", status: "", platforms: [], error: "no route to host" },
    });
  });

  it("are read from the table of a buildx that knows no JSON", () => {
    assert.deepEqual(
      readBuilders(TABLE).map(({ name, driver, isCurrent, nodes }) => [
        name,
        driver,
        isCurrent,
        nodes.length,
      ]),
      [
        ["far", "docker-container", true, 2],
        ["default", "docker", false, 1],
      ],
    );
    assert.deepEqual(readBuilders(NEWER_TABLE)[0]?.isCurrent, true);
    assert.equal(readBuilders(NEWER_TABLE)[0]?.driver, "docker");
  });

  it("are none in whatever else is printed", () => {
    for (const text of [
      "",
      "\n",
      "[]",
      "null",
      '{"Name":1}',
      "{",
      "ERROR: no",
      '{"Name":"a","Nodes":[null,1]}\n{',
    ]) {
      assert.ok(readBuilders(text).length <= 1, text);
    }
  });

  it("keep their images to themselves, but the one inside the engine", () => {
    assert.deepEqual(["docker", "docker-container", "kubernetes", "remote", "cloud", ""].map(keepsImages), [
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it("are listed behind what forgets the choice", () => {
    const chosen = { dockerContext: "far", builder: { name: "kube", driver: "kubernetes" } };
    const items = builderItems(readBuilders(LINES), chosen);
    assert.deepEqual(
      items.map(({ label, description, place }) => [label, description, place]),
      [
        ["$(server) Automatic", "currently default", { dockerContext: "far" }],
        [
          "$(server) default",
          "docker",
          { dockerContext: "default", builder: { name: "default", driver: "docker" } },
        ],
        ["$(server) kube", "kubernetes · selected", chosen],
      ],
    );
    assert.equal(
      items[2]?.detail,
      "kubernetes:///kube?deployment=&kubeconfig= · running · linux/amd64, linux/arm64, linux/386, linux/arm/v7, …; " +
        "tcp://10.0.0.1:1234 · no route to host; loads its images into the engine",
    );
  });
});

describe("a builder inside an engine", () => {
  const inside = { name: "far", driver: "docker" };
  const kube = { name: "kube", driver: "kubernetes" };
  const listed = [inside, kube].map(builder => ({ ...builder, isCurrent: false, nodes: [] }));
  const after = (chosen: ChosenPlace) => builderItems(listed, chosen).map(({ place }) => place);

  it("is chosen with the Docker context of its name, which it takes along when it is left", () => {
    const far = { dockerContext: "far", builder: inside };
    assert.deepEqual(after({}), [{}, far, { builder: kube }]);
    assert.deepEqual(after(far), [{}, far, { builder: kube }]);
    assert.deepEqual(after({ builder: kube }), [{}, far, { builder: kube }]);
    const near = { dockerContext: "near" };
    assert.deepEqual(after(near), [near, far, { ...near, builder: kube }]);
  });

  it("is never named to buildx without its context", () => {
    for (const chosen of [{}, { dockerContext: "near" }, { dockerContext: "near", builder: kube }]) {
      for (const { builder, dockerContext } of after(chosen)) {
        if (builder?.driver === "docker") assert.equal(dockerContext, builder.name);
      }
    }
  });
});

describe("the Docker contexts", () => {
  const contexts = readContexts(
    [
      '{"Current":true,"Description":"Current DOCKER_HOST based configuration","DockerEndpoint":"unix:///x","Error":"","Name":"default"}',
      '{"Current":false,"Description":"far away","DockerEndpoint":"ssh://me@far","Error":"","Name":"far"}',
      '{"Name":"broken","Error":"cannot be read"}',
      "Warning: something",
    ].join("\n"),
  );

  it("are read from a JSON object a line", () => {
    assert.deepEqual(
      contexts.map(({ name, endpoint, isCurrent }) => [name, endpoint, isCurrent]),
      [
        ["default", "unix:///x", true],
        ["far", "ssh://me@far", false],
        ["broken", "", false],
      ],
    );
  });

  it("are listed behind what forgets the choice, and another one forgets the builder", () => {
    const chosen = { dockerContext: "far", builder: { name: "kube", driver: "kubernetes" } };
    assert.deepEqual(
      contextItems(contexts, chosen).map(({ label, detail, place }) => [label, detail, place]),
      [
        ["$(plug) Automatic", "The current context of docker", {}],
        ["$(plug) default", "Current DOCKER_HOST based configuration", { dockerContext: "default" }],
        ["$(plug) far", "far away", chosen],
        ["$(plug) broken", "cannot be read", { dockerContext: "broken" }],
      ],
    );
  });
});

describe("a chosen place", () => {
  it("is read from what was remembered, whatever it is", () => {
    const place = { builder: { name: "kube", driver: "kubernetes" }, dockerContext: "far" };
    assert.deepEqual(readChosenPlace(place), place);
    for (const value of [
      undefined,
      null,
      1,
      "x",
      [],
      {},
      { builder: "kube" },
      { builder: { name: 1 } },
      { dockerContext: {} },
    ]) {
      assert.deepEqual(readChosenPlace(value), {});
    }
  });

  it("is said in the status bar, with the program", () => {
    assert.equal(buildPlaceText("docker", {}), "Stages: docker · default");
    assert.equal(buildPlaceText("podman", { dockerContext: "far" }), "Stages: podman · context: far");
  });

  it("is said in the status bar", () => {
    const builder = { name: "kube", driver: "kubernetes" };
    assert.equal(chosenPlaceText({}), "default");
    assert.equal(chosenPlaceText({ builder }), "builder: kube");
    assert.equal(chosenPlaceText({ dockerContext: "far" }), "context: far");
    assert.equal(chosenPlaceText({ builder, dockerContext: "far" }), "builder: kube, context: far");
    const inside = { name: "far", driver: "docker" };
    assert.equal(chosenPlaceText({ builder: inside, dockerContext: "far" }), "context: far");
  });

  it("is told from the engine's words to be gone", () => {
    const gone: [words: string, name: string, command: string][] = [
      ['no builder "kube" found', "kube", "dockerfileStages.selectBuilder"],
      ['ERROR: no builder "kube" found', "kube", "dockerfileStages.selectBuilder"],
      [
        'Failed to initialize: unable to resolve docker endpoint: context "far": context not found: open /h/meta.json: no such file',
        ...(["far", "dockerfileStages.selectContext"] as const),
      ],
    ];
    for (const [words, name, command] of gone) {
      const problem = choiceIsGone(words);
      assert.ok(problem, words);
      assert.ok(problem.message.includes(`"${name}"`), words);
      assert.deepEqual(
        problem.steps.map(step => step.command),
        [command],
      );
    }
    for (const words of [
      '"/missing.txt" not found',
      "context canceled",
      "process did not complete: 127",
      "",
    ]) {
      assert.equal(choiceIsGone(words), undefined);
    }
  });
});
