// validate_peer.mjs FOLDER: all files of a folder through the playground's validator for npm, without its
// JSON-LD check, which would ask the network; prints how many, how many valid, and seconds of CPU time.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const require = createRequire(join(process.cwd(), "package.json"));
const { tdValidator } = require("@thing-description-playground/core");
const folder = process.argv[2];
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
const options = { checkDefaults: false, checkJsonLd: false, checkTmConformance: false };
const before = process.cpuUsage();
let valid = 0;
for (const text of texts) {
  const { report } = await tdValidator(text, () => {}, options);
  valid += report.json === "passed" && report.schema === "passed";
}
const { user, system } = process.cpuUsage(before);
console.log(texts.length, valid, (user + system) / 1e6);
