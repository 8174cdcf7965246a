// compare.mjs REFERENCE FOLDER FILE...: each file under jsonld.js with the official contexts, against the N-Quads
// that thing_triples wrote into FOLDER, both brought into canonical form by RDFC-1.0. Prints a line for each
// that differs and a summary; exit code 1 when one differs. Left out are documents without the context of a Thing
// Description, and those with a name twice in one object (JSON.parse keeps the last). Three differences are
// known and set aside: names of nested properties (below), digits of doubles beyond the twelfth, of which jsonld.js
// rounds the last, and IRIs that are none (a unit "%"), which jsonld.js writes.
import {existsSync, readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {createRequire} from 'node:module';

// The packages lie beside the build, not beside this file.
const require = createRequire(join(process.env.KILOGRAPH_NODE, 'package.json'));
const jsonld = require('jsonld');
const canonize = require('rdf-canonize');

const BASE = 'https://example.org/td/';
const [reference, folder, ...files] = process.argv.slice(2);
const official = (name) => JSON.parse(readFileSync(join(reference, name), 'utf8'));
const td = official('td-context-1.1.jsonld');
const discovery = official('discovery-context.jsonld');

// jsonld.js applies the scope of an index map before it asks for the map's @index, and once more for each of its
// values; JSON-LD 1.1 (API, Expansion 13.8.2 and 3) asks the context around the map, and applies the scope once
// (docs/decisions/0014). For jsonld.js to do as the specification says, the scope begins two levels further in.
function withScopeFurtherIn(context) {
  const changed = structuredClone(context);
  const nested = changed['@context'].properties['@context'].properties;
  const further = (scope) => ({properties: {...nested, '@context': scope}});
  nested['@context'] = further(further(nested['@context']));
  return changed;
}

const loaderFor = (thing) => {
  const contexts = new Map([
    ['https://www.w3.org/2019/wot/td/v1', thing],
    ['https://www.w3.org/2022/wot/td/v1.1', thing],
    ['https://www.w3.org/2022/wot/discovery', discovery],
    ['https://w3c.github.io/wot-discovery/context/discovery-context.jsonld', discovery],
  ]);
  return async (url) => ({documentUrl: url, contextUrl: null, document: contexts.get(url) ?? {'@context': {}}});
};
const asPublished = loaderFor(td);
const asSpecified = loaderFor(withScopeFurtherIn(td));

const DOUBLE = /"([^"]+)"\^\^<http:\/\/www\.w3\.org\/2001\/XMLSchema#double>/g;
const ILL_FORMED = /<[^>]*%(?![0-9A-Fa-f]{2})[^>]*>/;

const comparable = (quads) => quads.split('\n').filter((line) => !ILL_FORMED.test(line)).join('\n')
  .replace(DOUBLE, (whole, digits) => whole.replace(digits, Number(digits).toPrecision(12)));

async function canonical(quads) {
  const lines = await canonize.canonize(comparable(quads), {
    algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads'});
  return lines.trim().split('\n');
}

const isThingContext = (context) => Array.isArray(context) ? context.some(isThingContext)
  : typeof context === 'string' && /^https:\/\/www\.w3\.org\/20(19|22)\/wot\/td\//.test(context);

function parsed(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

const expanded = async (document, documentLoader) => canonical(
  await jsonld.toRDF(document, {base: BASE, documentLoader, format: 'application/n-quads'}));

function difference(theirs, ours) {
  const [a, b] = [new Set(theirs), new Set(ours)];
  return {theirs: theirs.filter((line) => !b.has(line)), ours: ours.filter((line) => !a.has(line))};
}

const isEmpty = ({theirs, ours}) => theirs.length + ours.length === 0;

const counts = {documents: 0, tables: 0, asPublished: 0, asSpecified: 0, refused: 0, differing: 0};

async function compareOne(file, document, name) {
  let published;
  try {
    published = await expanded(document, asPublished);
  } catch (error) {
    const accepted = existsSync(`${name}.processor.nq`);
    counts.refused += 1;
    if (!accepted) return;
    counts.differing += 1;
    console.log(`${file}: jsonld.js refuses it (${error.details?.code ?? error.message}), we do not`);
    return;
  }
  const specified = await expanded(document, asSpecified);
  counts.documents += 1;
  for (const kind of ['processor', 'tables']) {
    const path = `${name}.${kind}.nq`;
    if (kind === 'tables' && !existsSync(path)) continue;
    const ours = existsSync(path) ? await canonical(readFileSync(path, 'utf8')) : [];
    const differs = difference(specified, ours);
    if (kind === 'tables') counts.tables += 1;
    else if (isEmpty(difference(published, ours))) counts.asPublished += 1;
    else if (isEmpty(differs)) counts.asSpecified += 1;
    if (isEmpty(differs)) continue;
    counts.differing += 1;
    console.log(`${file} (${kind}): jsonld.js alone ${differs.theirs.length}, ours alone ${differs.ours.length}`);
    const masked = (lines) => lines.map((line) => line.replace(/_:c14n[0-9]+/g, "_:n")).sort();
    const bare = difference(masked(specified), masked(ours));
    for (const line of bare.theirs.slice(0, 3)) console.log(`  jsonld.js: ${line}`);
    for (const line of bare.ours.slice(0, 3)) console.log(`  ours:      ${line}`);
  }
}

for (const file of files) {
  const document = parsed(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  const name = join(folder, `${basename(dirname(file))}-${basename(file).replace(/\.[^.]*$/, '')}`);
  if (isThingContext(document?.['@context']) && !existsSync(`${name}.doubled`)) await compareOne(file, document, name);
}
console.log(`${counts.documents} documents: ${counts.asPublished} agree, ${counts.asSpecified} more where names of ` +
  `nested properties are read as the specification says; ${counts.tables} agree by tables too; ` +
  `${counts.refused} refused by jsonld.js; ${counts.differing} differ`);
process.exit(counts.differing === 0 && counts.documents > 0 ? 0 : 1);
