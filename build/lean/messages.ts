import { parse } from '@babel/parser';
import * as t from '@babel/types';
import MagicString from 'magic-string';

/** Errors that are only recorded and all the same keep a file from being edited, see src/inspect/parse.ts. */
const FATAL = ['UnexpectedToken', 'MissingSemicolon', 'UnterminatedString', 'UnterminatedComment'];

/** The errors that somebody may get to see: others are recorded and never thrown. */
function shownErrors(code: string): Set<string> {
  const thrown = [...code.matchAll(/\bthrow this\.raise\w*\(\w*Errors\.(\w+)/g)].map(([, name = '']) => name);
  return new Set([...FATAL, ...thrown]);
}

/** The errors that the parser itself tells from others: by a name in a string, or to record the same one once. */
function toldErrors(code: string): Set<string> {
  const once = [...code.matchAll(/\braiseOnce\(\w*Errors\.(\w+)/g)].map(([, name = '']) => name);
  const calls = code.match(/this\.raiseOnce\(/g)?.length;
  if (calls !== once.length) throw new Error('A library has changed: raiseOnce is called with what is no error');
  const cases = [...code.matchAll(/^ *case "(\w+)":$/gm)].map(([, name = '']) => name);
  return new Set([...once, ...cases]);
}

/** The one that stands for all errors that nobody tells from another; it still counts where the parser tries. */
const OTHER = 'otherError';

/** How errors are made, between the lists of their messages and the list of all. */
const MAKER = /^const _excluded = \["message"\];\n[\s\S]*?(?=^const Errors = Object\.assign\(\{\}, )/m;

/** The same with what we read of an error alone; a message is made when it is asked for. */
const LEAN_MAKER = `function ParseErrorEnum(messages) {
  const errors = {};
  for (const reasonCode of Object.keys(messages)) {
    errors[reasonCode] = (loc, details) => {
      const message = () => {
        const text = messages[reasonCode];
        return (typeof text === 'string' ? text || reasonCode : text(details)) + \` (\${loc.line}:\${loc.column})\`;
      };
      const error = Object.assign(new SyntaxError(), { reasonCode, loc, pos: loc.index });
      return Object.defineProperty(error, 'message', { get: message });
    };
  }
  return errors;
}
const { ${OTHER} } = ParseErrorEnum({ ${OTHER}: '' });
`;

/** Drops the messages of errors that nobody gets to see, and makes them one where nothing asks which it is. */
export function withoutMessages(code: string): string {
  const shown = shownErrors(code);
  const told = toldErrors(code);
  const out = new MagicString(code);
  const merged = new Set<string>();
  const silence = (errors: t.Node | null | undefined): void => {
    for (const property of t.isObjectExpression(errors) ? errors.properties : []) {
      if (!t.isObjectProperty(property) || !t.isIdentifier(property.key) || shown.has(property.key.name)) continue;
      const { key, value, end } = property;
      if (!t.isStringLiteral(value) && !t.isFunction(value) && !t.isObjectExpression(value)) continue;
      if (told.has(key.name)) {
        out.update(value.start ?? 0, value.end ?? 0, "''");
      } else {
        merged.add(key.name);
        out.remove(key.start ?? 0, code[end ?? 0] === ',' ? (end ?? 0) + 1 : (end ?? 0));
      }
    }
  };
  const { program } = parse(code, { sourceType: 'script' });
  for (const statement of program.body) {
    for (const { id, init } of t.isVariableDeclaration(statement) ? statement.declarations : []) {
      if (!t.isIdentifier(id) || !id.name.endsWith('Errors')) continue;
      silence(t.isCallExpression(init) ? init.arguments[0] : init);
    }
  }
  t.traverseFast(program, (node) => {
    if (isErrorIn(node, merged)) out.update(node.start ?? 0, node.end ?? 0, OTHER);
    if (!t.isCallExpression(node)) return;
    const [error, at, details] = node.arguments;
    if (at && details && isErrorIn(error, merged) && isPlain(details)) out.remove(at.end ?? 0, details.end ?? 0);
  });
  const text = out.toString().replaceAll(/\bParseErrorEnum`\w+`\(/g, 'ParseErrorEnum(');
  if (!MAKER.test(text)) throw new Error('A library has changed: @babel/parser makes its errors in another way');
  return text.replace(MAKER, () => LEAN_MAKER);
}

/** `Errors.Name`, by any list of errors that has the name. */
function isErrorIn(node: t.Node | null | undefined, names: ReadonlySet<string>): boolean {
  if (!t.isMemberExpression(node) || node.computed) return false;
  const { object, property } = node;
  return (
    t.isIdentifier(object) && object.name.endsWith('Errors') && t.isIdentifier(property) && names.has(property.name)
  );
}

/** Whether nothing happens when it is evaluated: what only a message would say can go with the message. */
function isPlain(node: t.Node): boolean {
  let plain = true;
  t.traverseFast(node, ({ type }) => {
    if (/Call|New|Assignment|Update|Await|Yield|Tagged/.test(type)) plain = false;
  });
  return plain;
}
