// Reads pages (a JSON list of HTML) and writes, for each, what axe has against it.
import { readFileSync } from "node:fs";
import axe from "axe-core";
import { JSDOM } from "jsdom";

const found = [];
for (const html of JSON.parse(readFileSync(0, "utf8"))) {
  const { window } = new JSDOM(html, { runScripts: "outside-only", url: "https://example.org/" });
  window.eval(axe.source);
  const { violations } = await window.axe.run(window.document, {
    // Nothing is drawn here, so colours cannot be seen.
    rules: { "color-contrast": { enabled: false } },
  });
  found.push(
    violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`)),
  );
  window.close();
}
process.stdout.write(JSON.stringify(found));
