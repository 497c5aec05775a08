// GET / lists the colours, GET /teal answers one of them, GET /teal/on/ivory how well the one reads on the other.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { contrast } from "contrast";

const palette = new Map(
  Object.entries(JSON.parse(await readFile(new URL("../dist/palette.json", import.meta.url), "utf8"))),
);

function answer(path) {
  const [name, on, other] = path.slice(1).split("/");
  if (name === "") return [...palette.keys()];
  if (on === undefined) return palette.get(name);
  if (on !== "on" || !palette.has(name) || !palette.has(other)) return undefined;
  return { contrast: Number(contrast(palette.get(name).code, palette.get(other).code).toFixed(2)) };
}

const server = createServer((request, response) => {
  const found = answer(request.url.split("?")[0]);
  response.writeHead(found ? 200 : 404, { "Content-Type": "application/json" });
  response.end(`${JSON.stringify(found ?? { error: "there is no such colour" })}\n`);
});

const port = Number(process.env.PORT ?? 8080);
server.listen(port, () => console.log(`http://localhost:${port}`));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.close());
