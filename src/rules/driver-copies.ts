import type { Facts, Finding, Rule } from './rule.ts';

export const driverCopies = {
  id: 'driver-copies',
  what: "The store shares a client of mongoose's own copy of the driver.",
  severity: 'warning',
  why: 'TypeScript rejects it, because the types of the two copies differ.',
  fix: 'Install the version of mongodb that mongoose depends on.',
  check: ({ typescript, audit }: Facts<'typescript' | 'audit'>): Finding[] => {
    const copies = typescript ? audit.driverCopies() : undefined;
    if (!copies) return [];
    return audit
      .storeConnections()
      .filter(({ file, node, ofMongoose }) => ofMongoose && file.typescript && !/^TSA/.test(node.value.type))
      .map((place) => ({
        place,
        message: `mongoose loads mongodb ${copies.ofMongoose}, connect-mongo ${copies.own}.`,
      }));
  },
} satisfies Rule;
