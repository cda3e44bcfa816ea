/** Parses JSON; comments and trailing commas are allowed, as in tsconfig.json. Undefined when it is invalid. */
export function parseJson(text: string): unknown {
  const source = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(source);
  } catch {
    const bare = source.replace(
      /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (_, string?: string) => string ?? '',
    );
    try {
      return JSON.parse(
        bare.replace(/("(?:\\.|[^"\\])*")|,(\s*[}\]])/g, (_, string?: string, close?: string) => string ?? close ?? ''),
      );
    } catch {
      return undefined;
    }
  }
}

export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The entries of an object whose values are strings: dependency lists, scripts. */
export function stringRecord(value: unknown): Record<string, string> {
  const entries = Object.entries(asObject(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}
