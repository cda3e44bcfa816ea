/** What CommonJS has for the imports that a template's variants share. */
export const asRequires = (code: string): string =>
  code.replaceAll(
    /^import (\w+|\{[^}]*\}) from ('[^']+');/gm,
    (_, names: string, from: string) => `const ${names.replaceAll(' as ', ': ')} = require(${from});`,
  );
