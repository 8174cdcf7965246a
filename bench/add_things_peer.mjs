// add_things_peer.mjs CONTEXTS FOLDER: descriptions a second that jsonld.js makes into N-Quads with the official context,
// without reading files and starting up.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {createRequire} from 'node:module';

const require = createRequire(join(process.env.KILOGRAPH_NODE, 'package.json'));
const jsonld = require('jsonld');
const [contexts, folder] = process.argv.slice(2);
const context = JSON.parse(readFileSync(join(contexts, 'td-context-1.1.jsonld'), 'utf8'));
const documentLoader = async (url) => ({documentUrl: url, contextUrl: null, document: context});
const texts = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), 'utf8'));

const toQuads = (text) => jsonld.toRDF(JSON.parse(text),
  {base: 'https://example.org/td/', documentLoader, format: 'application/n-quads'});
for (const text of texts.slice(0, 100)) await toQuads(text);
const start = process.cpuUsage();
for (const text of texts) await toQuads(text);
const {user, system} = process.cpuUsage(start);
console.log(texts.length / ((user + system) / 1e6));
