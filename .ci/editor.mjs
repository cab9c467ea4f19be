// Speaks LSP with yaml-language-server over its standard streams: node editor.mjs SERVER NEW_PROJECT EXAMPLE
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const ANSWER_WITHIN = 30_000;
const [serverFile, newProject, example] = process.argv.slice(2).map((path) => resolve(path));

class Server {
  constructor(root, settings) {
    this.root = root;
    this.settings = settings;
    this.waiting = new Map();
    this.diagnosed = new Map();
    this.buffer = Buffer.alloc(0);
    this.next = 1;
    this.process = spawn(process.execPath, [serverFile, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.process.stdout.on("data", (chunk) => this.read(chunk));
    this.process.on("exit", (code) => {
      for (const { fail } of this.waiting.values()) fail(new Error(`the server ended with ${code}`));
    });
  }

  async start() {
    const uri = pathToFileURL(this.root).href;
    await this.ask("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "project" }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: { contentFormat: ["markdown"] } },
      },
    });
    this.tell("initialized", {});
    this.tell("workspace/didChangeConfiguration", { settings: { yaml: this.settings } });
  }

  read(chunk) {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      const header = end < 0 ? null : /Content-Length: (\d+)/i.exec(this.buffer.subarray(0, end));
      if (!header || this.buffer.length < end + 4 + Number(header[1])) return;
      const body = this.buffer.subarray(end + 4, end + 4 + Number(header[1]));
      this.buffer = this.buffer.subarray(end + 4 + Number(header[1]));
      this.take(JSON.parse(body));
    }
  }

  take(message) {
    if (message.method === "workspace/configuration") {
      const values = message.params.items.map((item) => (item.section === "yaml" ? this.settings : null));
      this.send({ id: message.id, result: values });
    } else if (message.method === "textDocument/publishDiagnostics") {
      this.diagnosed.set(message.params.uri, message.params.diagnostics);
      this.waiting.get(message.params.uri)?.done(message.params.diagnostics);
    } else if (message.method && message.id !== undefined) {
      this.send({ id: message.id, result: null });
    } else if (message.id !== undefined) {
      const { done, fail } = this.waiting.get(message.id);
      message.error ? fail(new Error(JSON.stringify(message.error))) : done(message.result);
    }
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  tell(method, params) {
    this.send({ method, params });
  }

  awaited(key, what) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no answer within ${ANSWER_WITHIN} ms: ${what}`)), ANSWER_WITHIN);
      const end = (settle) => (value) => {
        clearTimeout(timer);
        this.waiting.delete(key);
        settle(value);
      };
      this.waiting.set(key, { done: end(done), fail: end(fail) });
    });
  }

  ask(method, params) {
    const id = this.next++;
    const answer = this.awaited(id, method);
    this.send({ id, method, params });
    return answer;
  }

  /** Opens a document and answers the messages of its diagnostics. */
  async open(file, text) {
    const uri = pathToFileURL(join(this.root, file)).href;
    const diagnostics = this.awaited(uri, `diagnostics of ${file}`);
    this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return { uri, diagnostics: (await diagnostics).map((it) => it.message) };
  }

  async at(method, document, text, mark) {
    const before = text.slice(0, text.indexOf(mark) + mark.length).split("\n");
    const position = { line: before.length - 1, character: before.at(-1).length };
    return this.ask(method, { textDocument: { uri: document.uri }, position });
  }

  async stop() {
    await this.ask("shutdown", null);
    this.tell("exit");
  }
}

const HEAD = "apiVersion: millwright.dev/v1\nkind: FeatureSet\nmetadata: {name: shown}\nspec:\n";

async function completions(server, file, text, mark) {
  const document = await server.open(file, text);
  const answer = await server.at("textDocument/completion", document, text, mark);
  return (answer.items ?? answer).map((item) => item.label);
}

async function newProjectIsHelped(server) {
  const fields = await completions(server, "features/fields.yaml", `${HEAD}  online: true\n  `, "online: true\n  ");
  for (const field of ["entities", "aggregate", "maxAge"]) assert.ok(fields.includes(field), `field ${field} in ${fields}`);

  const start = `${HEAD}  features:\n    - name: a\n      type: int64\n      policy:\n        - check: a > 0\n          onViolation: `;
  const words = await completions(server, "features/words.yaml", start, "onViolation: ");
  for (const word of ["warn", "drop", "quarantine", "fail"]) assert.ok(words.includes(word), `word ${word} in ${words}`);

  const hovered = `${HEAD}  maxAge: 7d\n`;
  const document = await server.open("features/hover.yaml", hovered);
  const hover = await server.at("textDocument/hover", document, hovered, "maxA");
  assert.match(JSON.stringify(hover?.contents ?? ""), /A value that is older is missing, online and offline/);
}

async function mistakesAreMarked(server) {
  const valid = readFileSync(join(server.root, "features/shop-waits.yaml"), "utf8");
  const unknown = await server.open("features/unknown.yaml", valid.replace(/^spec:\n/m, "spec:\n  agregate: []\n"));
  assert.match(unknown.diagnostics.join("\n"), /agregate is not allowed/);

  const wrong = await server.open("features/wrong.yaml", `${HEAD}  online: often\n`);
  assert.match(wrong.diagnostics.join("\n"), /Incorrect type\. Expected "boolean"/);

  const pattern = await server.open("features/pattern.yaml", valid.replace(/^ {2}name: .*$/m, "  name: Two Words"));
  assert.match(pattern.diagnostics.join("\n"), /Must be a name: lower-case letters/);
}

async function validFilesAreLeftAlone(server) {
  const files = readdirSync(server.root, { recursive: true })
    .filter((file) => file.endsWith(".yaml") && statSync(join(server.root, file)).isFile())
    .sort();
  assert.ok(files.length >= 9, `only ${files}`);
  for (const file of files) {
    const { diagnostics } = await server.open(file, readFileSync(join(server.root, file), "utf8"));
    assert.deepEqual(diagnostics, [], file);
  }
  console.log(`no finding in the ${files.length} files of ${server.root}`);
}

/** The settings of VS Code as the server asks for them: `yaml.schemas` is `schemas` of section `yaml`. */
function settings(file) {
  const entries = Object.entries(JSON.parse(readFileSync(file, "utf8")));
  const yaml = { validate: true, hover: true, completion: true, schemas: {}, schemaStore: { enable: true } };
  for (const [key, value] of entries) {
    if (key === "yaml.schemas") yaml.schemas = value;
    if (key === "yaml.schemaStore.enable") yaml.schemaStore = { enable: value };
  }
  return yaml;
}

async function during(server, ...checks) {
  try {
    await server.start();
    for (const check of checks) {
      await check(server);
      console.log(`ok: ${check.name}`);
    }
    await server.stop();
  } finally {
    server.process.kill();
  }
}

try {
  const own = settings(join(newProject, ".vscode/settings.json"));
  await during(new Server(newProject, own), validFilesAreLeftAlone, newProjectIsHelped, mistakesAreMarked);
  const [patterns] = Object.values(own.schemas);
  const schema = pathToFileURL(join(newProject, ".millwright/schema.json")).href;
  await during(new Server(example, { ...own, schemas: { [schema]: patterns } }), validFilesAreLeftAlone);
  console.log("the editor completes, explains and marks what it should");
} catch (failure) {
  console.error(`the editor does not do what it should: ${failure.message}`);
  process.exit(1);
}
