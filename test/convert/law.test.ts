/** The law of conversions: no effect of an instruction is dropped without a word. */
import assert from "node:assert/strict";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { applyChanges } from "../../server/src/edits/edit";
import { conversionExamples } from "./conversionExamples";
import { kindCases } from "./kindCases";
import { realFiles, withSharedData } from "../stages/sharedData";
import { NO_PROJECT } from "../../server/src/convert/conversion";
import { read } from "./hold";

/** An instruction that leaves something, and how the new file shows that: a pattern of its last stage or of a choice. */
const EFFECTS: Readonly<Record<string, readonly [instruction: string, shown: RegExp]>> = {
  "a file in a folder of its own": ["RUN touch /var/lib/shop/state", /\/var\/lib\/shop/],
  "a file of text in the system": ["RUN echo x > /etc/shop.conf", /\/etc\/shop\.conf/],
  "a program that is loaded": [
    "RUN curl -fsSLo /usr/local/bin/shopctl https://x.example.com/shopctl",
    /shopctl/,
  ],
  "a folder": ["RUN mkdir -p /data/shop", /\/data\/shop/],
  "a link": ["RUN ln -s /data/shop /shop-data", /\/shop-data/],
  "a user": ["RUN groupadd -g 7777 shopkeepers", /shopkeepers|7777/],
  "a user that may be there": ["RUN useradd keeper || true", /keeper/],
  "a package": ["RUN apt-get update && apt-get install -y shop-tools", /shop-tools/],
  "a package of Alpine": ["RUN apk add --no-cache shop-tools", /shop-tools/],
  "an unknown script": ["RUN curl -sSL https://x.example.com/shop.sh | bash", /shop\.sh/],
  "a script of the project": ["RUN ./shop-setup.sh", /shop-setup/],
  "an unknown program": ["RUN shopctl init --all", /shopctl/],
  "an archive": [
    "RUN curl -sL https://x.example.com/shop.tgz | tar xz -C /opt/shop",
    /\/opt\/shop|shop\.tgz/,
  ],
  "a clone": ["RUN git clone https://x.example.com/shop.git /opt/shop", /\/opt\/shop/],
  "a copy elsewhere": ["RUN cp /etc/hosts /mnt/shop-hosts", /\/mnt\/shop-hosts/],
  "a COPY elsewhere": ["COPY shop.conf /etc/shop/shop.conf", /\/etc\/shop/],
  "an ADD elsewhere": ["ADD https://x.example.com/shop.db /var/lib/shop/shop.db", /\/var\/lib\/shop/],
  "a COPY of an image": ["COPY --from=busybox:1 /bin/busybox /usr/local/bin/busybox", /busybox/],
  "a language of the system": ["RUN locale-gen de_DE.UTF-8", /locale-gen/],
  "what make installs": ["RUN make -C /usr/src/shop install", /\/usr\/src\/shop|make -C/],
  "a capability": ["RUN setcap cap_net_bind_service=+ep /usr/bin/shop", /setcap/],
  "a table of cron": ["RUN crontab /etc/shop.cron", /crontab/],
  "a clock": ["RUN ln -sf /usr/share/zoneinfo/Europe/Berlin /etc/localtime", /zoneinfo\/Europe\/Berlin/],
  "an alternative": ["RUN update-alternatives --set shop /usr/bin/shop2", /update-alternatives/],
  "a member of a group": ["RUN usermod -aG www-data daemon", /usermod/],
  "a permission": ["RUN mkdir /var/lib/shop7 && chmod 2775 /var/lib/shop7", /2775/],
  "a heredoc": ["RUN <<END\nset -e\nshopctl heredoc\nEND", /shopctl/],
  "a COPY of a heredoc": ["COPY <<END /etc/shop.heredoc\na=1\nEND", /shop\.heredoc/],
  "a program of the system": ["RUN install -m 755 /etc/hostname /usr/local/bin/shopd", /shopd/],
  "a setting of a package": ["RUN sed -i s/a/b/ /etc/shop.ini", /shop\.ini/],
  "a removal behind a change": ["RUN touch /opt/shop-state && rm -f /opt/other", /shop-state/],
  "a variable with a default": ["ENV SHOP_HOME=/opt/shop-home", /SHOP_HOME/],
  "a volume": ["VOLUME /var/lib/shop-volume", /shop-volume/],
  "a port": ["EXPOSE 7007", /7007/],
  "a label": ["LABEL shop.kept=yes", /shop\.kept/],
  "a condition": ['RUN if [ -n "$SHOP" ]; then shopctl init; fi', /shopctl/],
};

/** The same behind programs of the languages themselves, by a word of the base. */
const OF_LANGUAGES: readonly (readonly [base: RegExp, instruction: string, shown: RegExp])[] = [
  [/^FROM python/m, "RUN python -m nltk.downloader punkt", /nltk/],
  [/^FROM python/m, "RUN python -c 'import shop; shop.load()'", /shop\.load/],
  [/^FROM python/m, "RUN playwright install --with-deps", /playwright/],
  [/^FROM node/m, "RUN npx playwright install chromium", /playwright/],
  [/^FROM node/m, "RUN npm install -g shop-cli", /shop-cli/],
  [/^FROM node/m, "RUN npm link", /npm link/],
  [/^FROM python/m, "RUN pip install uv", /uv|\/opt\/venv|\/usr\/local|\.venv/],
  [/^FROM ruby/m, "RUN bundle config set path /bundle7", /\/bundle7/],
  [/^FROM php/m, "RUN composer global require shop/shop", /composer global/],
  [/dotnet\/sdk/, "RUN dotnet tool install -g shop-tool", /shop-tool/],
  [/dotnet\/sdk/, "RUN dotnet dev-certs https", /dev-certs/],
  [/dotnet\/sdk/, "RUN dotnet build plug -o /srv/plug", /\/srv\/plug/],
  [/^FROM golang/m, "RUN go build -o /usr/local/bin/worker ./worker", /\/usr\/local\/bin\/worker/],
];

interface Holder {
  readonly name: string;
  readonly before: string;
  readonly project: Parameters<typeof convertToMultiStage>[1];
}

/** How many files of each base are tried. */
const MOST_OF_A_BASE = 1;

/** The files that are converted, of the examples and of the kinds: some of each base. */
function holders(): Holder[] {
  const all = [...conversionExamples().values(), ...kindCases().values()].flat();
  const counts = new Map<string, number>();
  return all.filter(({ before, project }) => {
    if (convertToMultiStage(read(before), project, { explain: true }).refused !== undefined) return false;
    const base =
      /^FROM +(?:--\S+ +)?([\w./-]+:\d*)?\S*?(alpine|slim)?$/im.exec(before)?.slice(1).join(" ") ?? "";
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return count <= MOST_OF_A_BASE;
  });
}

/** A file with an instruction in front of its last instruction that says how it runs, and behind its FROM. */
function places(before: string, instruction: string): string[] {
  const { stages } = read(before).model;
  const [stage] = stages;
  assert.ok(stage);
  const start = stage.body.find(
    ({ instruction: { keyword } }) => keyword === "CMD" || keyword === "ENTRYPOINT",
  );
  const at = [stage.line.next, ...(start ? [start.from] : [])];
  return at.map(offset => `${before.slice(0, offset)}USER root\n${instruction}\n${before.slice(offset)}`);
}

function check(holder: Holder, instruction: string, shown: RegExp): number {
  let converted = 0;
  for (const text of places(holder.before, instruction)) {
    const analysis = read(text);
    const conversion = convertToMultiStage(analysis, holder.project, { explain: true });
    if (conversion.refused !== undefined) continue;
    converted++;
    const after = applyChanges(text, conversion.changes);
    const { model } = read(after);
    const runtime = after.slice(model.stages.at(-1)?.line.from);
    const shared = model.stages.length > 2 ? after.slice(0, model.stages[1]?.line.from) : "";
    const told = conversion.choices.map(one => one.text).join("\n");
    assert.match(
      `${shared}\n${runtime}\n${told}`,
      shown,
      `${instruction}\nof:\n${text}\nhas become:\n${after}`,
    );
  }
  return converted;
}

describe("no effect is dropped without a word", () => {
  const all = holders();
  for (const [name, [instruction, shown]] of Object.entries(EFFECTS))
    it(name, () => {
      const converted = all.reduce((sum, holder) => sum + check(holder, instruction, shown), 0);
      assert.ok(converted > 0, "no file with it is converted");
    });

  for (const [base, instruction, shown] of OF_LANGUAGES)
    it(instruction, () => {
      const some = all.filter(({ before }) => base.test(before));
      assert.ok(some.reduce((sum, holder) => sum + check(holder, instruction, shown), 0) > 0);
    });

  withSharedData(() => {
    it("in stages of real files, each by itself", function () {
      this.timeout(120_000);
      const effects = Object.values(EFFECTS);
      let converted = 0;
      for (const { dockerfile: text } of realFiles()) {
        const { model } = read(text);
        for (const { index, line, base, body } of model.stages) {
          const isAlone = model.referencesByStage[index]?.every(({ to }) => typeof to !== "number");
          if (base.to !== "image" || isAlone !== true || body.length === 0) continue;
          const own = text.slice(line.from, body.at(-1)?.end);
          const before = `${text.slice(0, model.stages[0]?.line.from)}${own}\nCMD ["/app/server"]\n`;
          // One effect after the other: each real stage is tried with one of them.
          const [instruction, shown] = effects[converted % effects.length] ?? ["", /^/];
          converted += check({ name: "", before, project: NO_PROJECT }, instruction, shown);
        }
      }
      assert.ok(converted >= 20, `${converted} were converted`);
    });
  });
});
