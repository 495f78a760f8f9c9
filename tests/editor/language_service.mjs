// What an editor answers about a ruleset: each line of standard input is a question, and is
// answered with a line. It is the language service of VS Code, given nothing but the schema.
//
// question: {"text", "offset"?, "ask": "complete" | "hover" | "diagnose"}, offset in UTF-16 units
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import languageService from "vscode-json-languageservice";

const { getLanguageService, TextDocument } = languageService;

const SCHEMA = "file:///ruleset-1.schema.json";
const service = getLanguageService({
  schemaRequestService: (uri) => Promise.reject(new Error(`asked for ${uri}`)),
  clientCapabilities: {
    textDocument: {
      completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
      hover: { contentFormat: ["markdown"] },
    },
  },
});
const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
service.configure({
  validate: true,
  schemas: [{ uri: SCHEMA, fileMatch: ["*.ruleset.json"], schema }],
});

const words = (content) => (typeof content === "string" ? content : (content?.value ?? ""));

const answers = {
  async complete(document, tree, position) {
    const { items } = await service.doComplete(document, position, tree);
    return items.map((item) => ({
      label: item.label,
      about: words(item.documentation),
      insert: item.textEdit?.newText ?? item.insertText,
      from: document.offsetAt(item.textEdit.range.start),
      to: document.offsetAt(item.textEdit.range.end),
    }));
  },
  async hover(document, tree, position) {
    const hover = await service.doHover(document, position, tree);
    return hover ? hover.contents.map(words).join("\n\n") : "";
  },
  async diagnose(document, tree) {
    const found = await service.doValidation(document, tree, { schemaValidation: "error" });
    return found.map((each) => ({
      message: each.message,
      at: document.getText(each.range),
    }));
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { text, offset = 0, ask } = JSON.parse(line);
  const document = TextDocument.create("file:///demo.ruleset.json", "json", 1, text);
  const tree = service.parseJSONDocument(document);
  const answer = await answers[ask](document, tree, document.positionAt(offset));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
