/** Converts a rendered module to CommonJS. In TypeScript only `import.meta` changes: the compiler does the rest. */
export function toCommonJs(path: string, code: string): string {
  const placed = code.replace(/\bimport\.meta\.(dirname|filename)\b/g, '__$1');
  if (path.endsWith('.ts')) return placed;
  const names: string[] = [];
  const body = placed
    .replace(/^import (\w+), (\{.+\}) from (.+);/gm, 'import $1 from $3;\nimport $2 from $3;')
    .replace(/^import (?:\* as )?(\w+|\{[^}]+\}) from ('.+');/gm, (_, bound: string, from) => {
      return `const ${bound.replaceAll(' as ', ': ')} = require(${from});`;
    })
    .replace(/^import ('.+');/gm, 'require($1);')
    .replace(/^export ((?:async )?(?:const|function|class) (\w+))/gm, (_, declaration: string, name: string) => {
      names.push(name);
      return declaration;
    });
  return `'use strict';\n\n${body}${exported(names)}`;
}

function exported(names: string[]): string {
  if (names.length === 0) return '';
  const line = `module.exports = { ${names.join(', ')} };`;
  const list = `module.exports = {\n${names.map((name) => `  ${name},\n`).join('')}};`;
  return `\n${line.length > 100 ? list : line}\n`;
}
