import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const driverTimeouts = {
  id: 'driver-timeouts',
  what: 'The store connects with the timeouts of the driver.',
  severity: 'info',
  why: 'While MongoDB is down, every request with a session hangs for 30 seconds.',
  fix: 'Set mongoOptions: { serverSelectionTimeoutMS: 2000, socketTimeoutMS: 5000 }.',
  check: ({ mongoStores, audit }: Facts<'mongoStores' | 'audit'>): Finding[] =>
    allStores(mongoStores)
      .filter(({ options, spreads, unresolved }) => {
        const ownUrl = optionOf(options, 'mongoUrl') && spreads.length + unresolved.length === 0;
        const isSet = optionOf(options, 'mongoOptions') || audit.variableFiles().some(({ text }) => TIMEOUT.test(text));
        return ownUrl && !isSet;
      })
      .map((place) => ({ place, message: 'The store has no serverSelectionTimeoutMS.' })),
} satisfies Rule;

const TIMEOUT = /serverSelectionTimeoutMS/i;
