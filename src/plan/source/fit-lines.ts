import type * as t from '@babel/types';
import { endOf, forEachChild, isCall, isFunction, startOf } from '../../inspect/syntax/ast.ts';
import { parseSource } from '../../inspect/syntax/parse.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Style } from '../../inspect/syntax/style.ts';
import { indentAt, lineEnd, lineStart } from './lines.ts';

/** Breaks the lines of an edited file that are new and longer than the line length, as the project's formatter would. */
export function fitLines({ path, text, style }: SourceFile, edited: string): string {
  const old = new Set(text.split('\n'));
  const isTooLong = (line: string): boolean => line.replace('\r', '').length > style.width && !old.has(line);
  if (!edited.split('\n').some(isTooLong)) return edited;
  const parsed = parseSource(path, edited);
  if ('unparsed' in parsed) return edited;
  const printer = new Printer(edited, style);
  // One for each line: what follows on the line has a new place then.
  const found = new Map<number, { node: t.Node; text: string }>();
  const visit = (node: t.Node): void => {
    const start = lineStart(edited, startOf(node));
    const line = edited.slice(start, lineEnd(edited, startOf(node)));
    const isOnLine = !found.has(start) && !edited.slice(startOf(node), endOf(node)).includes('\n');
    const indent = indentAt(edited, startOf(node)) + (/^\s*[?:] /.test(line) ? printer.branchIndent : '');
    const broken = isOnLine && isTooLong(line) ? printer.broken(node, indent) : undefined;
    if (broken === undefined && node.type !== 'TemplateLiteral') forEachChild(node, visit);
    else if (broken !== undefined) found.set(start, { node, text: broken });
  };
  visit(parsed.program);
  return [...found.values()].reduceRight(
    (result, one) => result.slice(0, startOf(one.node)) + one.text + result.slice(endOf(one.node)),
    edited,
  );
}

/** Prints expressions over several lines. */
class Printer {
  private readonly text: string;
  private readonly style: Style;

  constructor(text: string, style: Style) {
    this.text = text;
    this.style = style;
  }

  /** How far the branches of a conditional expression are indented below their `?` and `:`. */
  get branchIndent(): string {
    return this.style.indent === '\t' ? '\t' : '  ';
  }

  /** The text of an expression over several lines; undefined where it cannot be broken, or has comments. */
  broken(node: t.Node, indent: string): string | undefined {
    const { eol, indent: step, trailingCommas, callCommas, wrapsCalls } = this.style;
    if (/\/[/*]/.test(this.source(node).replace(/(['"`]).*?\1/g, ''))) return undefined;
    const inner = indent + step;
    const lines = (open: string, items: t.Node[], comma: boolean, close: string): string => {
      const printed = items.map((item) => inner + this.fitted(item, inner, inner.length + 1));
      return [open, `${printed.join(`,${eol}`)}${comma ? ',' : ''}`, indent + close].join(eol);
    };
    if (node.type === 'ObjectExpression' && node.properties.length > (wrapsCalls ? 0 : 1))
      return lines('{', node.properties, trailingCommas, '}');
    if (node.type === 'ConditionalExpression') {
      const branch = (mark: string, one: t.Node): string =>
        `${inner}${mark} ${this.fitted(one, inner + this.branchIndent, inner.length + 2)}`;
      return [this.source(node.test), branch('?', node.consequent), branch(':', node.alternate)].join(eol);
    }
    if (node.type === 'ObjectProperty') {
      const { key, value } = node;
      const start = `${this.text.slice(startOf(node), endOf(key))}:${eol}${inner}`;
      if (value.type === 'ConditionalExpression' && value.test.type === 'BinaryExpression' && wrapsCalls)
        return start + this.broken(value, inner);
      if (value.type === 'LogicalExpression' && wrapsCalls)
        return `${start}${this.source(value.left)} ${value.operator}${eol}${inner}${this.source(value.right)}`;
    }
    if (node.type === 'ArrowFunctionExpression' && wrapsCalls && isCall(node.body) && this.text[endOf(node)] === ')') {
      const head = this.text.slice(startOf(node), startOf(node.body)).trimEnd();
      return [head, `${inner}${this.source(node.body)}${callCommas ? ',' : ''}`, indent].join(eol);
    }
    const last = isCall(node) ? node.arguments.at(-1) : undefined;
    if (!isCall(node) || !last) return undefined;
    const open = this.text.slice(startOf(node), startOf(node.arguments[0] ?? last));
    const isHugged = isCall(last) && node.arguments.length === 1 && !wrapsCalls;
    if (last.type !== 'ObjectExpression' && !isHugged)
      return isFunction(last) || !wrapsCalls ? undefined : lines(open.trimEnd(), node.arguments, callCommas, ')');
    const printed = this.broken(last, indent);
    return (
      printed && this.text.slice(startOf(node), startOf(last)) + printed + this.text.slice(endOf(last), endOf(node))
    );
  }

  /** The text of a node: on one line if it fits, else with its first part that can be broken. */
  private fitted(node: t.Node, indent: string, column: number): string {
    const source = this.source(node);
    if (column + source.length <= this.style.width) return source;
    const own = this.broken(node, indent);
    if (own !== undefined) return own;
    let result: string | undefined;
    forEachChild(node, (child) => {
      if (result !== undefined || isFunction(child)) return;
      const printed = this.fitted(child, indent, Number.POSITIVE_INFINITY);
      if (printed !== this.source(child))
        result = source.slice(0, startOf(child) - startOf(node)) + printed + source.slice(endOf(child) - startOf(node));
    });
    return result ?? source;
  }

  private source(node: t.Node): string {
    return this.text.slice(startOf(node), endOf(node));
  }
}
