import Module from 'node:module';

interface CompiledModule {
  exports: unknown;
  _compile(code: string, file: string, ...rest: unknown[]): unknown;
}

/** Replaces the exports of CommonJS modules as they are loaded, by `require` as well as by `import`. */
export function replaceExports(replacements: [RegExp, (exports: unknown, file: string) => unknown][]): void {
  // ESM imports, tsx, ts-node and swc all load packages through this method (Node 20 to 24). `load`, which calls it, is
  // too late: it ends by storing the exports for ESM imports.
  const prototype = Module.prototype as unknown as CompiledModule;
  const { _compile } = prototype;
  prototype._compile = function (this: CompiledModule, code, file, ...rest) {
    const result = _compile.call(this, code, file, ...rest);
    for (const [pattern, replace] of replacements) if (pattern.test(file)) this.exports = replace(this.exports, file);
    return result;
  };
}
