// node_wot.mjs ORIGIN: a Thing simulated by node-wot registers itself in the directory, renews, is found and used by
// another, and expires. The directory is used by its own Thing Description alone.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const require = createRequire(join(process.env.KILOGRAPH_CLIENTS, "package.json"));
const { ContentSerdes, Servient } = require("@node-wot/core");
const JsonCodec = require("@node-wot/core/dist/codecs/json-codec.js").default;
const { HttpClientFactory, HttpServer } = require("@node-wot/binding-http");

const origin = process.argv[2];
// node-wot writes JSON of the media types that it knows; it has to be told that a merge patch is JSON.
ContentSerdes.get().addCodec(new JsonCodec("application/merge-patch+json"));
const id = "urn:example:simulated-lamp";

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const found = probe.address().port;
      probe.close(() => resolve(found));
    });
  });
}

async function servient(server) {
  const made = new Servient();
  made.addClientFactory(new HttpClientFactory());
  if (server) made.addServer(server);
  return [made, await made.start()];
}

// The Thing, on a port of its own.
const port = await freePort();
const server = new HttpServer({ port, address: "127.0.0.1", baseUri: `http://127.0.0.1:${port}` });
const [thingServient, thingWot] = await servient(server);
const thing = await thingWot.produce({ id, title: "SimulatedLamp", properties: { on: { type: "boolean" } } });
thing.setPropertyReadHandler("on", async () => true);
await thing.expose();
const description = thing.getThingDescription();

// The one who looks for it.
const [clientServient, wot] = await servient();
const directory = await wot.consume(await wot.requestThingDescription(`${origin}/.well-known/wot`));
const named = { uriVariables: { id } };
const registered = async () => (await (await directory.invokeAction("retrieveThing", undefined, named)).value());

await directory.invokeAction("createThing", { ...description, registration: { ttl: 3600 } }, named);
const first = await registered();
assert.equal(first.title, "SimulatedLamp");
await directory.invokeAction("updateThing", {}, named);
const renewed = await registered();
assert.ok(renewed.registration.expires > first.registration.expires, "an empty patch renews");

const listed = await (await directory.readProperty("things")).value();
assert.deepEqual(listed.map((one) => one.id), [id]);
const found = await wot.requestThingDescription(`${origin}/things/${encodeURIComponent(id)}`);
const lamp = await wot.consume(found);
assert.equal(await (await lamp.readProperty("on")).value(), true);

await directory.invokeAction("updateThing", { registration: { ttl: 1 } }, named);
for (let tries = 0; tries < 100; ++tries) {
  const left = await (await directory.readProperty("things")).value();
  if (left.length === 0) break;
  await wait(100);
}
assert.deepEqual(await (await directory.readProperty("things")).value(), [], "what is not renewed expires");
await assert.rejects(directory.invokeAction("deleteThing", undefined, named), "there is nothing to drop");

await clientServient.shutdown();
await thingServient.shutdown();
process.exit(0);
